package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.kit.problem.ProblemException;
import org.assay.review.checklist.Checklist.Question;
import org.assay.review.checklist.Proof;
import org.assay.review.checklist.ProofState;
import org.assay.review.policy.Policies;
import org.assay.review.requirement.ComputedProof;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.Proven;
import org.assay.review.round.AskedQuestions.Asked;
import org.jspecify.annotations.Nullable;

/**
 * Holds an answer against what Assay computed: a question that takes a number is answered with yes
 * only where it passes, and by a record that it is computed of; what fails cannot be said not to
 * apply.
 */
@ApplicationScoped
class Proving {

  private static final String ANSWER = "/answer";
  private static final String EVIDENCE = "/evidence_ids";
  private static final String NOT_COMPUTED = "NOT_COMPUTED";

  private final FactsQuery facts;
  private final Policies policies;

  Proving(FactsQuery facts, Policies policies) {
    this.facts = facts;
    this.policies = policies;
  }

  /**
   * Refuses a yes that is not proven.
   *
   * @param cited the records of the version that it rests on
   * @param reason what the reviewer says to it
   * @throws ProblemException 422
   */
  void require(Review review, Question question, List<UUID> cited, @Nullable String reason) {
    if (question.requires().isEmpty()) {
      return;
    }
    Proven proven = Proven.of(facts.inRound(review.versionId(), review.round()), policies);
    for (ComputedProof one : proven.answering(question)) {
      if (one.state() == ProofState.DOCUMENT) {
        continue;
      }
      if (Collections.disjoint(proven.evidence(one.proof()), cited)) {
        throw ProblemException.invalid(
            EVIDENCE,
            NOT_COMPUTED,
            "a yes to what Assay computes names a record that it is computed of (%s): %s"
                .formatted(one.proof(), said(one)));
      }
      if (one.proof() == Proof.DRIFT) {
        requireExplained(proven.askingWhy(), cited, reason);
      } else if (!one.state().proves()) {
        throw ProblemException.invalid(
            ANSWER, "NOT_PASSED", "%s does not pass: %s".formatted(one.proof(), said(one)));
      }
    }
  }

  /**
   * Refuses that a question does not apply, where what Assay computed of it fails.
   *
   * @throws ProblemException 422
   */
  void refuseFailed(Asked asked) {
    if (asked.computed() == ProofState.FAILED) {
      throw ProblemException.invalid(
          ANSWER,
          "FAILED",
          "the question applies, since what Assay computed of it fails; answer NO, or have the"
              + " evidence superseded or the requirement overridden: %s"
                  .formatted(
                      asked.proofs().stream()
                          .filter(one -> one.state() == ProofState.FAILED)
                          .map(Proving::said)
                          .collect(Collectors.joining("; "))));
    }
  }

  private static void requireExplained(
      Set<UUID> windows, Collection<UUID> cited, @Nullable String reason) {
    for (UUID window : windows) {
      if (reason == null) {
        throw ProblemException.invalid(
            "/reason",
            "REQUIRED",
            "window %s is not within the limits, which a yes explains".formatted(window));
      }
      if (!cited.contains(window)) {
        throw ProblemException.invalid(
            EVIDENCE,
            NOT_COMPUTED,
            "window %s is not within the limits; a yes that explains it names it"
                .formatted(window));
      }
    }
  }

  private static String said(ComputedProof proof) {
    return String.join("; ", proof.said());
  }
}
