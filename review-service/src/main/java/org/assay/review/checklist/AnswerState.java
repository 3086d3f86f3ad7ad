package org.assay.review.checklist;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a question of a review's checklist is answered now. */
public enum AnswerState {
  YES,
  NO,
  NOT_APPLICABLE,
  /** Nobody answered it: that counts as no. */
  UNANSWERED,
  /** Evidence that the answer cites was superseded, so it does not count: as if not answered. */
  DROPPED,
  /** A yes that cites nothing, of before one had to: it does not count. */
  WITHOUT_EVIDENCE,
  /** A yes to what Assay computes, which does not say so, or no longer: it does not count. */
  UNPROVEN,
  /** That it does not apply, to what Assay computed and which fails: it does not count. */
  FAILED;

  /**
   * Returns how a question is answered.
   *
   * @param last the last answer, absent where there is none
   * @param dropped whether evidence that it cites was superseded
   */
  public static AnswerState of(@Nullable ChecklistAnswer last, boolean dropped) {
    if (last == null) {
      return UNANSWERED;
    }
    if (dropped) {
      return DROPPED;
    }
    return switch (last.answer()) {
      case YES -> last.evidence().isEmpty() ? WITHOUT_EVIDENCE : YES;
      case NO -> NO;
      case NOT_APPLICABLE -> NOT_APPLICABLE;
    };
  }

  /**
   * Returns the same, but for what Assay's figures contradict.
   *
   * @param computed how far what is computed answers the question; asked only where that matters
   */
  public AnswerState where(Supplier<ProofState> computed) {
    return switch (this) {
      case YES -> computed.get().proves() ? this : UNPROVEN;
      case NOT_APPLICABLE -> computed.get() == ProofState.FAILED ? FAILED : this;
      case NO, UNANSWERED, DROPPED, WITHOUT_EVIDENCE, UNPROVEN, FAILED -> this;
    };
  }

  /** Says whether it lets a review be approved by itself. */
  public boolean isMet() {
    return switch (this) {
      case YES, NOT_APPLICABLE -> true;
      case NO, UNANSWERED, DROPPED, WITHOUT_EVIDENCE, UNPROVEN, FAILED -> false;
    };
  }
}
