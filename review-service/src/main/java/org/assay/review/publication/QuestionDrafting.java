package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.checklist.ChecklistDocument;
import org.assay.review.checklist.ChecklistDocument.Asked;
import org.assay.review.checklist.ChecklistDocument.ListOfType;
import org.assay.review.checklist.Checklists;
import org.assay.review.classification.Questionnaire;
import org.assay.review.classification.Questionnaire.Choice;
import org.assay.review.classification.Questionnaire.Question;
import org.assay.review.classification.Questionnaires;
import org.assay.review.classification.Tier;
import org.assay.review.publication.ChecklistsContent.DraftChecklistQuestion;
import org.assay.review.publication.QuestionnaireContent.DraftOutcomeValidity;
import org.assay.review.publication.QuestionnaireContent.DraftQuestion;
import org.assay.review.replica.DatabaseClock;
import org.jspecify.annotations.Nullable;

/** Drafts questionnaires and checklists; what could not be asked is refused before it is saved. */
@ApplicationScoped
class QuestionDrafting {

  private final QuestionnaireEntries questionnaires;
  private final ChecklistsEntries sets;
  private final Questionnaires shippedQuestionnaires;
  private final Checklists shippedSets;
  private final DatabaseClock clock;

  QuestionDrafting(
      QuestionnaireEntries questionnaires,
      ChecklistsEntries sets,
      Questionnaires shippedQuestionnaires,
      Checklists shippedSets,
      DatabaseClock clock) {
    this.questionnaires = questionnaires;
    this.sets = sets;
    this.shippedQuestionnaires = shippedQuestionnaires;
    this.shippedSets = shippedSets;
    this.clock = clock;
  }

  /** Drafts the next number of a questionnaire. */
  QuestionnaireEntry draft(DraftQuestionnaire command, Caller caller) {
    Refusal.refuse(new PolicyGuard(caller).draft());
    refuseShipped(command.name(), shippedQuestionnaires.isShipped(command.name()));
    questionnaires.lockName(command.name());
    QuestionnaireEntry entry =
        QuestionnaireEntry.drafted(
            questionnaire(command.name(), next(questionnaires, command.name()), command.content()),
            caller.subject(),
            clock.now());
    questionnaires.persist(entry);
    return entry;
  }

  /** Changes what the draft of a questionnaire says. */
  QuestionnaireEntry revise(
      UUID id, QuestionnaireContent content, @Nullable String ifMatch, Caller caller) {
    return Drafting.revise(
        questionnaires,
        id,
        entry -> questionnaire(entry.name(), entry.number(), content).written(),
        ifMatch,
        caller);
  }

  /** Drafts the next number of a set of checklists. */
  ChecklistsEntry draft(DraftChecklists command, Caller caller) {
    Refusal.refuse(new PolicyGuard(caller).draft());
    refuseShipped(command.name(), shippedSets.isShipped(command.name()));
    sets.lockName(command.name());
    ChecklistsEntry entry =
        ChecklistsEntry.drafted(
            checklists(command.name(), next(sets, command.name()), command.content()),
            caller.subject(),
            clock.now());
    sets.persist(entry);
    return entry;
  }

  /** Changes what the draft of a set of checklists says. */
  ChecklistsEntry revise(
      UUID id, ChecklistsContent content, @Nullable String ifMatch, Caller caller) {
    return Drafting.revise(
        sets,
        id,
        entry -> checklists(entry.name(), entry.number(), content).written(),
        ifMatch,
        caller);
  }

  private static <E extends Document> int next(Documents<E> documents, String name) {
    return documents.last(name).map(Document::number).orElse(0) + 1;
  }

  private static void refuseShipped(String name, boolean shipped) {
    if (shipped) {
      throw ProblemException.invalid(
          "/name", "RESERVED", "%s is what Assay itself ships; take another name".formatted(name));
    }
  }

  private Questionnaire questionnaire(String name, int number, QuestionnaireContent content) {
    Questionnaire usual = shippedQuestionnaires.usual();
    QuestionCheck.check(content, usual);
    List<Question> questions =
        new ArrayList<>(usual.questions().stream().filter(Question::isLaw).toList());
    content.questions().forEach(drafted -> questions.add(question(drafted)));
    return new Questionnaire(
        name,
        number,
        content.text(),
        Map.of(Tier.LIMITED, content.scores().limited(), Tier.HIGH, content.scores().high()),
        validity(usual.validity(), content.validity()),
        questions);
  }

  private static Question question(DraftQuestion drafted) {
    return new Question(
        drafted.id(),
        drafted.id(),
        drafted.text(),
        drafted.choices().stream()
            .map(
                choice -> new Choice(choice.value(), choice.text(), choice.score(), choice.floor()))
            .toList(),
        null);
  }

  private static Map<Tier, Period> validity(
      Map<Tier, Period> usual, @Nullable DraftOutcomeValidity drafted) {
    Map<Tier, Period> validity = new EnumMap<>(usual);
    if (drafted != null) {
      put(validity, Tier.MINIMAL, drafted.minimal(), "/validity/minimal");
      put(validity, Tier.LIMITED, drafted.limited(), "/validity/limited");
      put(validity, Tier.HIGH, drafted.high(), "/validity/high");
      put(validity, Tier.PROHIBITED, drafted.high(), "/validity/high");
    }
    return validity;
  }

  private static void put(
      Map<Tier, Period> validity, Tier tier, @Nullable String drafted, String pointer) {
    Period period = DraftPeriods.atLeastADay(drafted, pointer);
    if (period != null) {
      validity.put(tier, period);
    }
  }

  private ChecklistDocument checklists(String name, int number, ChecklistsContent content) {
    ChecklistDocument document =
        new ChecklistDocument(
            name,
            number,
            content.text(),
            content.lists().stream()
                .map(
                    list ->
                        new ListOfType(
                            list.type(),
                            list.questions().stream().map(QuestionDrafting::asked).toList()))
                .toList());
    check(document);
    return document;
  }

  /** Refuses checklists that could not be asked beside what was published of their name. */
  void check(ChecklistDocument document) {
    QuestionCheck.check(
        document,
        sets.published(document.name(), document.number())
            .map(ChecklistsEntry::checklists)
            .orElse(null));
  }

  private static Asked asked(DraftChecklistQuestion drafted) {
    return new Asked(
        drafted.id(),
        drafted.text(),
        drafted.evidence(),
        drafted.mark(),
        Objects.requireNonNullElse(drafted.marks(), Map.of()),
        drafted.appliesIf(),
        Set.copyOf(Objects.requireNonNullElse(drafted.requires(), List.of())));
  }
}
