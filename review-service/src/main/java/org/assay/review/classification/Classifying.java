package org.assay.review.classification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assay.contracts.event.ClassificationDecided;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.OwnCause;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.classification.Questionnaire.Outcome;
import org.assay.review.classification.Questionnaire.Question;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.replica.Access;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.ModelCopies;
import org.assay.review.replica.ModelCopy;
import org.assay.review.replica.UseCaseCopies;
import org.assay.review.replica.UseCaseCopy;
import org.jspecify.annotations.Nullable;

/**
 * Answers the questionnaire for a model, and raises what came of it or, where two people agree,
 * lowers it. What is decided about one model is decided one after the other, by the lock of its
 * row.
 */
@ApplicationScoped
class Classifying {

  private final ModelCopies models;
  private final UseCaseCopies useCases;
  private final Access access;
  private final Questionnaires questionnaires;
  private final AskedInForce inForce;
  private final Classifications classifications;
  private final Notes notes;
  private final EventLog log;
  private final Event<TierDecided> decided;
  private final DatabaseClock clock;

  Classifying(
      ModelCopies models,
      UseCaseCopies useCases,
      Access access,
      Questionnaires questionnaires,
      AskedInForce inForce,
      Classifications classifications,
      Notes notes,
      EventLog log,
      Event<TierDecided> decided,
      DatabaseClock clock) {
    this.models = models;
    this.useCases = useCases;
    this.access = access;
    this.questionnaires = questionnaires;
    this.inForce = inForce;
    this.classifications = classifications;
    this.notes = notes;
    this.log = log;
    this.decided = decided;
    this.clock = clock;
  }

  /**
   * Computes the tier from answers: event {@code classification.decided}.
   *
   * @throws ProblemException 403 to who does not contribute to the project, 422 for a use case, a
   *     question or an answer that does not exist, {@code TIER_WOULD_FALL} where the last one is
   *     higher
   */
  Classification classify(ClassifyModel asked, Caller caller) {
    ModelCopy model = models.readable(caller, asked.model());
    Refusal.refuse(
        new ClassificationGuard(caller)
            .answer(access.membership(caller.subject(), model.projectId())));
    QuestionnaireVersion questionnaire = asked(model.projectId());
    ClassifyModel command = whole(asked, model, questionnaire.questionnaire());
    requireChoices(questionnaire.questionnaire(), command);
    requireEvidence(model, command);
    Outcome outcome = questionnaire.questionnaire().outcome(command.answers(), command.named());
    models.lock(model.id());
    UseCaseCopy useCase = useCase(model, command.useCaseId());
    Optional<Classification> before = classifications.last(model.id(), useCase.id());
    Instant now = clock.now();
    // Also where the use case has changed or the time is over: one person alone lowers no tier.
    before
        .filter(standing -> standing.tier().compareTo(outcome.tier()) > 0)
        .ifPresent(
            standing -> {
              throw ProblemException.of(
                      ReviewProblem.TIER_WOULD_FALL,
                      "The answers lead to %s, and the last classification says %s"
                          .formatted(outcome.tier(), standing.tier()))
                  .with("tier", standing.tier())
                  .with("computed_tier", outcome.tier());
            });
    Classification answered =
        Classification.answered(
            model,
            useCase,
            questionnaire,
            command.answers(),
            command.named(),
            outcome,
            before.orElse(null),
            caller.subject(),
            now);
    store(answered, model, before.orElse(null), null, caller);
    return answered;
  }

  /**
   * Raises a classification: event {@code classification.decided}.
   *
   * @throws ProblemException {@code CLASSIFICATION_SUPERSEDED} if another one followed it, 422 if
   *     the tier is not higher
   */
  Classification raise(UUID id, RaiseTier command, Caller caller) {
    Classification seen = readable(id, caller);
    ModelCopy model = model(seen);
    models.lock(model.id());
    Refusal.refuse(new ClassificationGuard(caller).raise(seen, last(seen)));
    if (command.tier().compareTo(seen.tier()) <= 0) {
      throw ProblemException.invalid(
          "/tier", "OUT_OF_RANGE", "%s is not above %s".formatted(command.tier(), seen.tier()));
    }
    Note note = notes.store(command.reason(), caller.subject());
    Classification raised = seen.raisedTo(command.tier(), note.id(), caller.subject(), clock.now());
    store(raised, model, seen, note, caller);
    return raised;
  }

  /** Lowers a classification that the caller has locked: event {@code classification.decided}. */
  void lower(UUID id, AgreedLowering agreed, Caller caller) {
    Classification seen = classifications.findById(id);
    store(seen.loweredTo(agreed, clock.now()), model(seen), seen, null, caller);
  }

  /** Says whether no other one followed it. */
  boolean last(Classification classification) {
    return classifications
        .last(classification.modelId(), classification.useCaseId())
        .map(Classification::id)
        .filter(classification.id()::equals)
        .isPresent();
  }

  /**
   * Returns one that the caller may read.
   *
   * @throws ProblemException {@code NOT_FOUND}
   */
  Classification readable(UUID id, Caller caller) {
    return classifications
        .findByIdOptional(id)
        .filter(found -> access.reads(caller, found.projectId()))
        .orElseThrow(() -> Access.unknown("classification", id));
  }

  private ModelCopy model(Classification classification) {
    ModelCopy model = models.find(List.of(classification.modelId())).get(classification.modelId());
    if (model == null) {
      throw new IllegalStateException("No copy of model " + classification.modelId());
    }
    return model;
  }

  private UseCaseCopy useCase(ModelCopy model, UUID id) {
    return useCases
        .find(model.projectId(), id)
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "/use_case_id",
                    "UNKNOWN_USE_CASE",
                    "The model's project has no use case %s that is known here yet".formatted(id)));
  }

  /** Takes over the answers of the classification that the new one is based on. */
  private ClassifyModel whole(ClassifyModel asked, ModelCopy model, Questionnaire questionnaire) {
    UUID id = asked.basedOn();
    if (id == null) {
      return asked;
    }
    Classification before =
        classifications
            .findByIdOptional(id)
            .filter(one -> one.modelId().equals(model.id()))
            .filter(one -> one.useCaseId().equals(asked.useCaseId()))
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        "/based_on",
                        "UNKNOWN_CLASSIFICATION",
                        "the model has no classification %s in the use case".formatted(id)));
    return asked.with(
        questionnaire.offered(questionnaire(before), before.answers()), before.evidence());
  }

  private static void requireChoices(Questionnaire questionnaire, ClassifyModel command) {
    ProblemException problem =
        ProblemException.of(CommonProblem.VALIDATION_FAILED, "Not every answer is to a question");
    List<String> wrong = new ArrayList<>();
    command
        .answers()
        .forEach(
            (id, value) -> {
              Optional<Question> question = questionnaire.question(id);
              if (question.isEmpty()) {
                wrong.add(id);
                problem.at(
                    "/answers/" + pointer(id),
                    "UNKNOWN_QUESTION",
                    "%s asks no such question".formatted(questionnaire.reference()));
              } else if (!value.equals(Questionnaire.UNKNOWN)
                  && question.get().choice(value).isEmpty()) {
                wrong.add(id);
                problem.at("/answers/" + pointer(id), "UNKNOWN_CHOICE", "no choice of " + id);
              }
            });
    command
        .named()
        .keySet()
        .forEach(
            id -> {
              if (questionnaire.question(id).filter(Question::takesEvidence).isEmpty()) {
                wrong.add(id);
                problem.at(
                    "/evidence/" + pointer(id),
                    "UNKNOWN_QUESTION",
                    "no answer that needs evidence");
              }
            });
    if (!wrong.isEmpty()) {
      throw problem;
    }
  }

  /** What lifts a floor is there to be read: it is a document in the evidence of the model. */
  private void requireEvidence(ModelCopy model, ClassifyModel command) {
    Set<String> unknown =
        classifications
            .unknownEvidence(Map.of(model.id(), Set.copyOf(command.named().values())))
            .getOrDefault(model.id(), Set.of());
    if (unknown.isEmpty()) {
      return;
    }
    ProblemException problem =
        ProblemException.of(
            CommonProblem.VALIDATION_FAILED, "Not every digest is of evidence of the model");
    command
        .named()
        .forEach(
            (id, digest) -> {
              if (unknown.contains(digest)) {
                problem.at(
                    "/evidence/" + pointer(id),
                    "UNKNOWN_EVIDENCE",
                    "no version of the model has a document of that digest in its evidence, not"
                        + " superseded; add it first");
              }
            });
    throw problem;
  }

  /** As RFC 6901 escapes a name. */
  private static String pointer(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private void store(
      Classification classification,
      ModelCopy model,
      @Nullable Classification before,
      @Nullable Note reason,
      Caller caller) {
    classifications.persist(classification);
    classifications.flush();
    if (before != null) {
      classifications.over(before.id(), classification.decidedAt());
    }
    UUID told =
        log.append(
            new NewEvent(
                EventTypes.CLASSIFICATION_DECIDED,
                Classification.subject(model.name(), classification.id()),
                classification.id(),
                1,
                model.id(),
                Cause.by(caller),
                new ClassificationDecided(
                    classification.id(),
                    classification.modelId(),
                    classification.useCaseId(),
                    classification.tier().name(),
                    before == null ? null : before.tier().name(),
                    reasons(classification),
                    classification.questionnaire(),
                    classification.raised(),
                    classification.validUntil(),
                    reason == null ? null : reason.digest(),
                    classification.loweredBy().isEmpty() ? null : classification.loweredBy())));
    decided.fire(new TierDecided(model.id(), OwnCause.of(caller.subject(), told)));
  }

  /** What the answers lead to: ids of questions, each with the tier, and the sum. */
  List<String> reasons(Classification classification) {
    return outcome(classification).reasons().stream()
        .map(
            reason ->
                reason.question() == null
                    ? "score %s: %s".formatted(reason.answer(), reason.tier())
                    : "%s %s%s: %s"
                        .formatted(
                            reason.question(),
                            reason.answer(),
                            reason.exception() ? " (exception)" : "",
                            reason.tier()))
        .toList();
  }

  /** What the answers of one lead to, by the questionnaire that they were given to. */
  Outcome outcome(Classification classification) {
    return classification.outcome(questionnaire(classification), classification.answers());
  }

  /** Returns the questionnaire that a project's models are classified by now. */
  QuestionnaireVersion asked(UUID projectId) {
    String reference = inForce.questionnaire(projectId);
    return questionnaires
        .cited(reference)
        .orElseThrow(() -> new IllegalStateException("No questionnaire " + reference));
  }

  /** The questionnaire whose answers one rests on. */
  Questionnaire questionnaire(Classification classification) {
    return questionnaires.bound(classification.questionnaire());
  }
}
