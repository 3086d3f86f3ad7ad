package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.review.Refusal;
import org.assay.review.checklist.ChecklistAnswer;
import org.assay.review.note.Notes;
import org.assay.review.round.AskedQuestions.Asked;
import org.assay.review.round.ReviewChecklistView.AskedQuestionView;
import org.assay.review.round.ReviewChecklistView.ChecklistAnswerView;

/** Shows the checklists of reviews. */
@ApplicationScoped
class ReviewChecklistViews {

  private final ReviewDesk desk;
  private final Accounts accounts;
  private final Notes notes;

  ReviewChecklistViews(ReviewDesk desk, Accounts accounts, Notes notes) {
    this.desk = desk;
    this.accounts = accounts;
    this.notes = notes;
  }

  ReviewChecklistView view(Review review, Caller caller) {
    ReviewGuard guard = desk.guard(review, caller);
    List<Asked> all = guard.asked().all();
    List<ChecklistAnswer> given =
        all.stream().map(Asked::last).flatMap(Stream::ofNullable).toList();
    Shown shown = shown(given);
    return new ReviewChecklistView(
        review.id(),
        review.type(),
        review.checklist(),
        all.stream().map(asked -> question(asked, shown)).toList(),
        guard.asked().blocking(),
        guard.asked().needingCondition(),
        review.revision(),
        List.of(Refusal.action("answer", guard.answer())));
  }

  AskedQuestionView view(Review review, String questionId, Caller caller) {
    Asked asked =
        desk.guard(review, caller)
            .asked()
            .question(questionId)
            .orElseThrow(() -> new IllegalStateException("No question " + questionId));
    ChecklistAnswer last = asked.last();
    return question(asked, shown(last == null ? List.of() : List.of(last)));
  }

  List<ChecklistAnswerView> answers(List<ChecklistAnswer> answers) {
    Shown shown = shown(answers);
    return answers.stream().map(answer -> answer(answer, shown)).toList();
  }

  private record Shown(People people, Texts texts) {}

  private Shown shown(List<ChecklistAnswer> answers) {
    return new Shown(
        accounts.people(answers.stream().map(ChecklistAnswer::subject)),
        new Texts(
            notes.texts(
                answers.stream()
                    .map(ChecklistAnswer::noteId)
                    .flatMap(Stream::ofNullable)
                    .toList())));
  }

  private static AskedQuestionView question(Asked asked, Shown shown) {
    ChecklistAnswer last = asked.last();
    return new AskedQuestionView(
        asked.question().id(),
        asked.question().text(),
        asked.question().evidence(),
        asked.mark(),
        asked.state(),
        last == null ? null : answer(last, shown),
        last == null ? 0 : last.number());
  }

  private static ChecklistAnswerView answer(ChecklistAnswer answer, Shown shown) {
    return new ChecklistAnswerView(
        answer.number(),
        answer.answer(),
        shown.texts().of(answer.noteId()),
        answer.evidence(),
        shown.people().named(answer.subject()),
        answer.at());
  }
}
