package org.assay.review.checklist;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An answer to a question of a review's checklist; it never changes, another one follows it. */
@Entity
@Immutable
@Table(name = "checklist_answer")
public class ChecklistAnswer {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "review_id")
  private UUID reviewId;

  @Column(name = "question_id")
  private String questionId;

  private int number;

  @Enumerated(EnumType.STRING)
  private AnswerValue answer;

  @Column(name = "note_id")
  private @Nullable UUID noteId;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<UUID> evidence;

  private String subject;

  private Instant at;

  @Column(name = "carried_from")
  private @Nullable UUID carriedFrom;

  /** For Hibernate. */
  protected ChecklistAnswer() {}

  /**
   * Answers a question.
   *
   * @param number how many answers there are to it with this one
   * @param noteId where the reason stands, absent where there is none
   * @param evidence the records that the answer rests on
   * @param by the {@code sub} of the reviewer
   */
  public static ChecklistAnswer given(
      UUID reviewId,
      String questionId,
      int number,
      AnswerValue answer,
      @Nullable UUID noteId,
      List<UUID> evidence,
      String by,
      Instant at) {
    ChecklistAnswer given = new ChecklistAnswer();
    given.reviewId = reviewId;
    given.questionId = questionId;
    given.number = number;
    given.answer = answer;
    given.noteId = noteId;
    given.evidence = List.copyOf(evidence);
    given.subject = by;
    given.at = at;
    return given;
  }

  /**
   * Answers a question as an earlier review did, which nobody answered in this one.
   *
   * @param evidence the records that the answer rests on here
   * @param by the {@code sub} of the reviewer who confirms it
   */
  public static ChecklistAnswer confirmed(
      ChecklistAnswer earlier, UUID reviewId, List<UUID> evidence, String by, Instant at) {
    ChecklistAnswer confirmed =
        given(reviewId, earlier.questionId, 1, earlier.answer, earlier.noteId, evidence, by, at);
    confirmed.carriedFrom = earlier.id;
    return confirmed;
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns the review. */
  public UUID reviewId() {
    return reviewId;
  }

  /** Returns the question. */
  public String questionId() {
    return questionId;
  }

  /** Returns how many answers there are to the question with this one. */
  public int number() {
    return number;
  }

  /** Returns what was answered. */
  public AnswerValue answer() {
    return answer;
  }

  /** Returns where the reason stands. */
  public @Nullable UUID noteId() {
    return noteId;
  }

  /** Returns the records of evidence that it rests on. */
  public List<UUID> evidence() {
    return List.copyOf(evidence);
  }

  /** Returns the {@code sub} of who answered. */
  public String subject() {
    return subject;
  }

  /** Returns when. */
  public Instant at() {
    return at;
  }

  /** Returns the answer of an earlier review that it confirms, absent where it is a new one. */
  public @Nullable UUID carriedFrom() {
    return carriedFrom;
  }
}
