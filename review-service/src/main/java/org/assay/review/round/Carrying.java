package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.review.checklist.Checklist.Question;
import org.assay.review.checklist.ChecklistAnswer;
import org.assay.review.checklist.ChecklistAnswers;
import org.assay.review.checklist.Checklists;
import org.assay.review.checklist.Proof;
import org.assay.review.checklist.ProofState;
import org.assay.review.evidence.EvidenceRecords;
import org.assay.review.replica.VersionCopies;
import org.assay.review.requirement.Duty;
import org.assay.review.round.AskedQuestions.Asked;
import org.assay.review.round.SinceBasis.CarriedAnswer;
import org.assay.review.round.SinceBasis.QuestionThen;
import org.assay.review.round.SinceBasis.Since;
import org.jspecify.annotations.Nullable;

/**
 * Finds which answers of the last approval are proposed anew: where the question is the same, and
 * each record of evidence that the answer cites is in the version's set with the same bytes and has
 * not ended, and what Assay computes of a yes passes. A proposal counts for nothing until an
 * assignee confirms it.
 */
@ApplicationScoped
class Carrying {

  private final Bases bases;
  private final Checklists checklists;
  private final ChecklistAnswers answers;
  private final EvidenceRecords evidence;
  private final VersionCopies versions;

  Carrying(
      Bases bases,
      Checklists checklists,
      ChecklistAnswers answers,
      EvidenceRecords evidence,
      VersionCopies versions) {
    this.bases = bases;
    this.checklists = checklists;
    this.answers = answers;
    this.evidence = evidence;
    this.versions = versions;
  }

  /** Returns what changed of a review's questions; four statements, one where it has no basis. */
  SinceBasis of(Review review, AskedQuestions asked) {
    return bases.of(review).map(basis -> since(basis, review, asked)).orElse(SinceBasis.NONE);
  }

  private SinceBasis since(Basis basis, Review review, AskedQuestions asked) {
    Map<String, QuestionThen> then = then(basis, review);
    Given given = given(basis, review);
    Map<String, Since> questions = new HashMap<>();
    for (Asked one : asked.all()) {
      String id = one.question().id();
      questions.put(id, since(one, then.get(id), given));
    }
    return new SinceBasis(
        basis,
        questions,
        then.values().stream()
            .filter(before -> asked.question(before.question().id()).isEmpty())
            .toList());
  }

  private Map<String, QuestionThen> then(Basis basis, Review review) {
    String checklist = basis.checklist();
    return checklist == null
        ? Map.of()
        : checklists.bound(checklist, review.type()).questions().stream()
            .filter(question -> basis.asked().contains(question.id()))
            .collect(
                Collectors.toMap(
                    Question::id,
                    question -> new QuestionThen(question, question.mark(basis.tier()))));
  }

  /**
   * The answers that were given then.
   *
   * @param last the last one to each question
   * @param same the record of this version's evidence that has the bytes of one that an answer
   *     cites; one without is missing
   * @param barred who may not judge this version
   * @param opened when the review was opened that goes on from them: what was said later in the
   *     earlier one is not proposed, or it might be another than was shown
   */
  private record Given(
      Map<String, ChecklistAnswer> last,
      Map<UUID, UUID> same,
      Set<String> barred,
      Instant opened) {}

  private Given given(Basis basis, Review review) {
    List<ChecklistAnswer> last = answers.last(List.of(basis.reviewId()));
    return new Given(
        last.stream().collect(Collectors.toMap(ChecklistAnswer::questionId, Function.identity())),
        evidence.same(
            review.versionId(),
            last.stream()
                .flatMap(answer -> answer.evidence().stream())
                .collect(Collectors.toSet())),
        barred(review.versionId(), last),
        review.createdAt());
  }

  private Set<String> barred(UUID versionId, Collection<ChecklistAnswer> last) {
    return last.stream()
        .map(ChecklistAnswer::subject)
        .distinct()
        .filter(
            subject ->
                Duty.againstApproval(versions.partsOf(versionId, subject), false, false)
                    .isPresent())
        .collect(Collectors.toSet());
  }

  private static Since since(Asked asked, @Nullable QuestionThen then, Given given) {
    Question now = asked.question();
    if (then == null) {
      return new Since(QuestionChange.ADDED, null, null);
    }
    boolean same =
        then.question().text().equals(now.text())
            && then.question().evidence().equals(now.evidence())
            && then.question().requires().equals(now.requires())
            && then.mark() == asked.mark();
    if (!same) {
      return new Since(QuestionChange.CHANGED, then, null);
    }
    ChecklistAnswer answer = given.last().get(now.id());
    if (answer == null
        || answer.at().isAfter(given.opened())
        || answer.evidence().isEmpty()
        || given.barred().contains(answer.subject())) {
      return new Since(QuestionChange.UNANSWERED, then, null);
    }
    List<UUID> evidence = here(answer.evidence().stream(), given.same());
    return evidence.size() == answer.evidence().size() && stillSo(asked, answer)
        ? new Since(QuestionChange.UNCHANGED, then, new CarriedAnswer(answer, evidence))
        : new Since(QuestionChange.EVIDENCE_CHANGED, then, null);
  }

  /** What is not computed so any more is not proposed, nor what was seen of another time. */
  private static boolean stillSo(Asked asked, ChecklistAnswer answer) {
    return switch (answer.answer()) {
      case YES ->
          asked.computed().proves()
              && asked.question().requires().stream().noneMatch(Proof::byWindows);
      case NOT_APPLICABLE -> asked.computed() != ProofState.FAILED;
      case NO -> true;
    };
  }

  private static List<UUID> here(Stream<UUID> cited, Map<UUID, UUID> same) {
    return cited.map(same::get).filter(Objects::nonNull).toList();
  }
}
