package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.review.Refusal;
import org.assay.review.checklist.ChecklistAnswer;
import org.assay.review.checklist.ChecklistAnswers;
import org.assay.review.note.Notes;
import org.assay.review.round.AskedQuestions.Asked;
import org.assay.review.round.ReviewChecklistView.AskedQuestionView;
import org.assay.review.round.ReviewChecklistView.CarriedAnswerView;
import org.assay.review.round.ReviewChecklistView.ChecklistAnswerView;
import org.assay.review.round.ReviewChecklistView.ConfirmedAnswerView;
import org.assay.review.round.SinceBasis.CarriedAnswer;
import org.jspecify.annotations.Nullable;

/** Shows the checklists of reviews. */
@ApplicationScoped
class ReviewChecklistViews {

  private final ReviewDesk desk;
  private final Carrying carrying;
  private final ChecklistAnswers answers;
  private final Accounts accounts;
  private final Notes notes;

  ReviewChecklistViews(
      ReviewDesk desk,
      Carrying carrying,
      ChecklistAnswers answers,
      Accounts accounts,
      Notes notes) {
    this.desk = desk;
    this.carrying = carrying;
    this.answers = answers;
    this.accounts = accounts;
    this.notes = notes;
  }

  /**
   * Shows the checklist of a review.
   *
   * @param changed whether only the questions that changed since the approval which it goes on from
   */
  ReviewChecklistView view(Review review, boolean changed, Caller caller) {
    ReviewGuard guard = desk.guard(review, caller);
    SinceBasis since = carrying.of(review, guard.asked());
    List<Asked> shownOnes =
        guard.asked().all().stream()
            .filter(
                asked ->
                    !changed || since.change(asked.question().id()) != QuestionChange.UNCHANGED)
            .toList();
    Shown shown = shown(shownOnes, since);
    Basis basis = since.basis();
    return new ReviewChecklistView(
        review.id(),
        review.type(),
        review.checklist(),
        basis == null ? null : basis.reviewId(),
        shownOnes.stream().map(asked -> question(asked, since, shown)).toList(),
        guard.asked().blocking(),
        guard.asked().needingCondition(),
        review.revision(),
        List.of(
            Refusal.action("answer", guard.answer()),
            Refusal.action("confirm", since.confirm(guard))));
  }

  AskedQuestionView view(Review review, String questionId, Caller caller) {
    AskedQuestions all = desk.guard(review, caller).asked();
    Asked asked =
        all.question(questionId)
            .orElseThrow(() -> new IllegalStateException("No question " + questionId));
    SinceBasis since = carrying.of(review, all);
    return question(asked, since, shown(List.of(asked), since));
  }

  List<ChecklistAnswerView> answers(List<ChecklistAnswer> given) {
    Shown shown = shown(given);
    return given.stream().map(answer -> answer(answer, shown)).toList();
  }

  private record Shown(People people, Texts texts, Map<UUID, ChecklistAnswer> confirmed) {}

  private Shown shown(List<Asked> asked, SinceBasis since) {
    return shown(
        asked.stream()
            .flatMap(
                one ->
                    Stream.concat(
                        Stream.ofNullable(one.last()),
                        since.proposed(one).map(CarriedAnswer::answer).stream()))
            .toList());
  }

  private Shown shown(List<ChecklistAnswer> given) {
    Map<UUID, ChecklistAnswer> confirmed =
        answers
            .of(
                given.stream()
                    .map(ChecklistAnswer::carriedFrom)
                    .flatMap(Stream::ofNullable)
                    .toList())
            .stream()
            .collect(Collectors.toMap(ChecklistAnswer::id, Function.identity()));
    return new Shown(
        accounts.people(
            Stream.concat(given.stream(), confirmed.values().stream())
                .map(ChecklistAnswer::subject)),
        new Texts(
            notes.texts(
                given.stream().map(ChecklistAnswer::noteId).flatMap(Stream::ofNullable).toList())),
        confirmed);
  }

  private static AskedQuestionView question(Asked asked, SinceBasis since, Shown shown) {
    ChecklistAnswer last = asked.last();
    return new AskedQuestionView(
        asked.question().id(),
        asked.question().text(),
        asked.question().evidence(),
        asked.mark(),
        asked.state(),
        asked.question().requires().stream().sorted().toList(),
        asked.proofs(),
        since.change(asked.question().id()),
        since.proposed(asked).map(carried -> carried(carried, shown)).orElse(null),
        last == null ? null : answer(last, shown),
        last == null ? 0 : last.number());
  }

  private static CarriedAnswerView carried(CarriedAnswer carried, Shown shown) {
    ChecklistAnswer answer = carried.answer();
    return new CarriedAnswerView(
        answer.reviewId(),
        answer.answer(),
        shown.texts().of(answer.noteId()),
        carried.evidence(),
        shown.people().named(answer.subject()),
        answer.at());
  }

  private static ChecklistAnswerView answer(ChecklistAnswer answer, Shown shown) {
    return new ChecklistAnswerView(
        answer.number(),
        answer.answer(),
        shown.texts().of(answer.noteId()),
        answer.evidence(),
        shown.people().named(answer.subject()),
        answer.at(),
        confirmed(answer.carriedFrom(), shown));
  }

  private static @Nullable ConfirmedAnswerView confirmed(@Nullable UUID id, Shown shown) {
    ChecklistAnswer earlier = id == null ? null : shown.confirmed().get(id);
    return earlier == null
        ? null
        : new ConfirmedAnswerView(
            earlier.reviewId(), shown.people().named(earlier.subject()), earlier.at());
  }
}
