package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.checklist.Checklist;
import org.assay.review.checklist.Checklist.Mark;
import org.assay.review.checklist.ChecklistSet;
import org.assay.review.checklist.Checklists;
import org.assay.review.checklist.Proof;
import org.assay.review.classification.Questionnaire;
import org.assay.review.classification.Questionnaire.Question;
import org.assay.review.classification.Questionnaires;
import org.assay.review.classification.Tier;
import org.assay.review.policy.ReviewType;
import org.assay.review.publication.Differences.Side;
import org.assay.review.publication.DocumentViews.Shown;
import org.jspecify.annotations.Nullable;

/** Shows questionnaires and checklists, their dry runs and what differs between two of them. */
@ApplicationScoped
class QuestionViews {

  private final Accounts accounts;
  private final DocumentViews documents;
  private final QuestionnaireEntries questionnaires;
  private final ChecklistsEntries sets;
  private final Questionnaires citedQuestionnaires;
  private final Checklists citedSets;

  QuestionViews(
      Accounts accounts,
      DocumentViews documents,
      QuestionnaireEntries questionnaires,
      ChecklistsEntries sets,
      Questionnaires citedQuestionnaires,
      Checklists citedSets) {
    this.accounts = accounts;
    this.documents = documents;
    this.questionnaires = questionnaires;
    this.sets = sets;
    this.citedQuestionnaires = citedQuestionnaires;
    this.citedSets = citedSets;
  }

  OwnQuestionnaireView view(QuestionnaireEntry entry, Caller caller) {
    return questionnaires(List.of(entry), caller).getFirst();
  }

  List<OwnQuestionnaireView> questionnaires(List<QuestionnaireEntry> page, Caller caller) {
    Map<UUID, Shown> shown = documents.of(page, caller);
    return page.stream()
        .map(one -> OwnQuestionnaireView.from(one, Objects.requireNonNull(shown.get(one.id()))))
        .toList();
  }

  OwnChecklistsView view(ChecklistsEntry entry, Caller caller) {
    return checklists(List.of(entry), caller).getFirst();
  }

  List<OwnChecklistsView> checklists(List<ChecklistsEntry> page, Caller caller) {
    Map<UUID, Shown> shown = documents.of(page, caller);
    return page.stream()
        .map(one -> OwnChecklistsView.from(one, Objects.requireNonNull(shown.get(one.id()))))
        .toList();
  }

  QuestionDryRunView view(DryRun run, DocumentKind kind) {
    return QuestionDryRunView.from(run, kind, accounts.people(Stream.of(run.startedBy())));
  }

  /**
   * Compares a questionnaire with an earlier one.
   *
   * @param from how that is cited; null for the last of the name before, or else the usual one
   */
  Differences differences(QuestionnaireEntry to, @Nullable String from) {
    String before =
        from != null
            ? from
            : questionnaires
                .published(to.name(), to.number())
                .map(Document::reference)
                .orElse(Questionnaire.USUAL);
    return citedQuestionnaires
        .cited(before)
        .map(found -> Differences.between(side(found.questionnaire()), side(to.questionnaire())))
        .orElseThrow(() -> unknown(before));
  }

  /**
   * Compares a set of checklists with an earlier one.
   *
   * @param from how that is cited; null for the last of the name before, or else the shipped one
   */
  Differences differences(ChecklistsEntry to, @Nullable String from) {
    String before =
        from != null
            ? from
            : sets.published(to.name(), to.number())
                .map(Document::reference)
                .orElse(citedSets.shipped().getLast().reference());
    ChecklistSet later = to.checklists().set(to.document());
    return citedSets
        .cited(before)
        .map(found -> Differences.between(side(found), side(later)))
        .orElseThrow(() -> unknown(before));
  }

  private static ProblemException unknown(String reference) {
    return ProblemException.invalid(
        "/from", "UNKNOWN_VERSION", "%s is neither shipped nor published".formatted(reference));
  }

  private static Side side(Questionnaire said) {
    Map<String, Question> questions = new LinkedHashMap<>();
    said.questions().forEach(question -> questions.put(question.id(), question));
    return new Side(said.reference(), said, questions);
  }

  private static Side side(ChecklistSet set) {
    Map<String, Listed> questions = new LinkedHashMap<>();
    set.lists().values().stream()
        .sorted(Comparator.comparing(Checklist::type))
        .forEach(
            list ->
                list.questions()
                    .forEach(asked -> questions.put(asked.id(), Listed.of(list.type(), asked))));
    return new Side(set.reference(), Map.of(), questions);
  }

  /** A question of a checklist, as it is compared. */
  private record Listed(
      ReviewType type,
      String text,
      String evidence,
      Mark mark,
      Map<Tier, Mark> marks,
      @Nullable String appliesIf,
      Set<Proof> requires) {

    private static Listed of(ReviewType type, Checklist.Question asked) {
      return new Listed(
          type,
          asked.text(),
          asked.evidence(),
          asked.mark(),
          Map.copyOf(asked.marks()),
          asked.appliesIf(),
          new TreeSet<>(asked.requires()));
    }
  }
}
