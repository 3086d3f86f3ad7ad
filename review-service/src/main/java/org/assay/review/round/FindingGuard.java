package org.assay.review.round;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assay.kit.http.ActionView;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.finding.Finding;
import org.assay.review.finding.FindingState;

/**
 * Says who may do what to a finding now: the submitter's side answers and mends, and a reviewer who
 * did neither ends it.
 *
 * @param finding the finding
 * @param review who may do what to its review
 */
record FindingGuard(Finding finding, ReviewGuard review) {

  /** Returns all acts on the finding and whether the caller may do them now. */
  List<ActionView> actions() {
    return List.of(
        Refusal.action("answer", answer(FindingState.Act.ANSWER)),
        Refusal.action("fix", answer(FindingState.Act.FIX)),
        Refusal.action("accept", close(FindingState.Act.ACCEPT)),
        Refusal.action("withdraw", close(FindingState.Act.WITHDRAW)));
  }

  /** The submitter's side answers or mends. */
  Optional<Refusal> answer(FindingState.Act act) {
    return review.submittersSide().or(() -> unless(act));
  }

  /** An assignee of the review who neither owns nor answered it ends it. */
  Optional<Refusal> close(FindingState.Act act) {
    return review.assignee().or(this::ownMatter).or(() -> unless(act));
  }

  private Optional<Refusal> ownMatter() {
    return review.caller().identities().stream().anyMatch(finding::involved)
        ? Optional.of(
            new Refusal(
                ReviewProblem.SEPARATION_OF_DUTIES,
                "Whoever owns a finding, answered it or mended it does not end it",
                Map.of("rule", "FINDING_OWNER")))
        : Optional.empty();
  }

  private Optional<Refusal> unless(FindingState.Act act) {
    FindingState state = finding.state();
    if (state.after(act).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            ReviewProblem.FINDING_STATE_REFUSES,
            "The finding is %s; %s does not apply to it".formatted(state, act),
            Map.of("state", state, "allowed", Set.copyOf(state.acts()))));
  }
}
