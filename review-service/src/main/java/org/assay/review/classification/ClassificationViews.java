package org.assay.review.classification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.review.Refusal;
import org.assay.review.classification.AskedInForce.Asked;
import org.assay.review.classification.ClassificationView.AgainView;
import org.assay.review.classification.ClassificationView.ReasonView;
import org.assay.review.classification.Questionnaire.Outcome;
import org.assay.review.classification.Questionnaire.Question;
import org.assay.review.note.Notes;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.ModelCopies;
import org.assay.review.replica.ModelCopy;
import org.assay.review.replica.Part;
import org.assay.review.replica.UseCaseCopies;
import org.assay.review.replica.UseCaseCopy;
import org.assay.review.replica.VersionCopies;
import org.jspecify.annotations.Nullable;

/** Shows classifications, a page with a fixed number of queries. */
@ApplicationScoped
class ClassificationViews {

  private final Classifications classifications;
  private final Classifying classifying;
  private final Questionnaires questionnaires;
  private final Lowering lowering;
  private final ModelCopies models;
  private final VersionCopies versions;
  private final UseCaseCopies useCases;
  private final Notes notes;
  private final Accounts accounts;
  private final AskedInForce asked;
  private final DatabaseClock clock;

  ClassificationViews(
      Classifications classifications,
      Classifying classifying,
      Questionnaires questionnaires,
      Lowering lowering,
      ModelCopies models,
      VersionCopies versions,
      UseCaseCopies useCases,
      Notes notes,
      Accounts accounts,
      AskedInForce asked,
      DatabaseClock clock) {
    this.classifications = classifications;
    this.classifying = classifying;
    this.questionnaires = questionnaires;
    this.lowering = lowering;
    this.models = models;
    this.versions = versions;
    this.useCases = useCases;
    this.notes = notes;
    this.accounts = accounts;
    this.asked = asked;
    this.clock = clock;
  }

  ClassificationView view(Classification classification, Caller caller) {
    return views(List.of(classification), caller).getFirst();
  }

  List<ClassificationView> views(List<Classification> page, Caller caller) {
    Set<UUID> superseded =
        classifications.superseded(page.stream().map(Classification::id).toList());
    Map<UUID, ModelCopy> named = models.find(page.stream().map(Classification::modelId).toList());
    Map<UUID, UseCaseCopy> uses =
        useCases.find(page.stream().map(Classification::useCaseId).toList());
    Map<UUID, String> texts =
        notes.texts(page.stream().map(Classification::noteId).filter(Objects::nonNull).toList());
    People people =
        accounts.people(
            page.stream()
                .flatMap(
                    one ->
                        Stream.concat(
                            Stream.of(one.answeredBy(), one.decidedBy()),
                            one.loweredBy().stream())));
    Map<UUID, LoweringRules> rules = lowering.rules(page);
    Map<UUID, Set<Part>> parts = versions.partsInModels(named.keySet(), caller.subject());
    Map<UUID, Asked> inForce =
        asked.of(page.stream().map(Classification::projectId).distinct().toList());
    Instant now = clock.now();
    ClassificationGuard guard = new ClassificationGuard(caller);
    List<ClassificationView> views = new ArrayList<>();
    for (Classification one : page) {
      boolean last = !superseded.contains(one.id());
      Outcome outcome = classifying.outcome(one);
      Asked here = Objects.requireNonNull(inForce.get(one.projectId()));
      Standing standing = standing(one, last, uses.get(one.useCaseId()), here, now);
      views.add(
          new ClassificationView(
              one.id(),
              Objects.requireNonNull(named.get(one.modelId())).name(),
              one.useCaseId(),
              one.questionnaire(),
              one.questionnaireDigest(),
              one.answers(),
              one.evidence(),
              one.tier(),
              outcome.tier(),
              outcome.score(),
              outcome.reasons().stream()
                  .map(
                      reason ->
                          new ReasonView(
                              reason.question(),
                              reason.answer(),
                              reason.assumed(),
                              reason.tier(),
                              reason.exception()))
                  .toList(),
              standing,
              one.raised(),
              one.loweredBy().stream().map(people::named).toList(),
              one.noteId() == null ? null : texts.get(one.noteId()),
              people.named(one.answeredBy()),
              people.named(one.decidedBy()),
              one.decidedAt(),
              one.validUntil(),
              one.supersedes(),
              standing.asksAgain() ? again(one, here) : null,
              List.of(
                  Refusal.action("raise", guard.raise(one, last)),
                  Refusal.action(
                      "lower",
                      guard.lower(
                          Objects.requireNonNull(rules.get(one.id())),
                          parts.getOrDefault(one.modelId(), Set.of()))))));
    }
    return views;
  }

  /** What is asked now, with the answers to questions that are still the same. */
  private AgainView again(Classification one, Asked asked) {
    Questionnaire now = questionnaires.bound(asked.questionnaire());
    Map<String, String> offered = now.offered(classifying.questionnaire(one), one.answers());
    return new AgainView(
        now.reference(),
        offered,
        now.questions().stream().map(Question::id).filter(id -> !offered.containsKey(id)).toList());
  }

  private static Standing standing(
      Classification one, boolean last, @Nullable UseCaseCopy useCase, Asked asked, Instant now) {
    if (!last) {
      return Standing.SUPERSEDED;
    }
    if (useCase == null || useCase.revision() != one.useCaseRevision()) {
      return Standing.USE_CASE_CHANGED;
    }
    if (!one.holds(useCase, now)) {
      return Standing.EXPIRED;
    }
    return asked.covers(one) ? Standing.CURRENT : Standing.ASKED_AGAIN;
  }
}
