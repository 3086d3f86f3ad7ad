package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assay.kit.problem.ProblemException;
import org.assay.review.checklist.Checklist.Question;
import org.assay.review.checklist.Proof;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.evidence.window.DriftState;
import org.assay.review.evidence.window.MonitoringWindow;
import org.assay.review.evidence.window.MonitoringWindows;
import org.assay.review.policy.Policies;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.Proven;
import org.assay.review.requirement.VersionFacts;
import org.jspecify.annotations.Nullable;

/**
 * Holds a yes against what Assay computed: a question that takes a number is answered with yes only
 * where it passes, and by a record that it is computed of.
 */
@ApplicationScoped
class Proving {

  private static final String EVIDENCE = "/evidence_ids";
  private static final String NOT_COMPUTED = "NOT_COMPUTED";
  private static final Set<DriftState> WITHIN = Set.of(DriftState.STABLE, DriftState.LOOK);

  private final FactsQuery facts;
  private final Policies policies;
  private final MonitoringWindows windows;

  Proving(FactsQuery facts, Policies policies, MonitoringWindows windows) {
    this.facts = facts;
    this.policies = policies;
    this.windows = windows;
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
    VersionFacts known = facts.inRound(review.versionId(), review.round());
    Proven proven = Proven.of(known, policies);
    for (Proof proof : question.requires().stream().sorted().toList()) {
      if (proof.byWindows()) {
        shown(proof, windows.of(review.versionId(), cited), reason);
      } else {
        computed(proof, proven, cited);
      }
    }
  }

  private static void computed(Proof proof, Proven proven, List<UUID> cited) {
    if (Collections.disjoint(proven.evidence(proof), cited)) {
      throw ProblemException.invalid(
          EVIDENCE,
          NOT_COMPUTED,
          "a yes to what Assay computes names a record that it is computed of (%s): %s"
              .formatted(proof, proven.said(proof)));
    }
    if (!proven.passes(proof)) {
      throw notPassed(proof, proven.said(proof));
    }
  }

  private static void shown(Proof proof, List<MonitoringWindow> cited, @Nullable String reason) {
    if (cited.isEmpty()) {
      throw ProblemException.invalid(
          EVIDENCE,
          NOT_COMPUTED,
          "a yes to what windows show names monitoring windows of the version (%s)"
              .formatted(proof));
    }
    for (MonitoringWindow window : cited) {
      if (proof == Proof.LIVE && window.live() != Verdict.PASS) {
        throw notPassed(
            proof,
            "the live claims of window %s are %s"
                .formatted(window.evidenceId(), window.live() == null ? "none" : window.live()));
      }
      if (proof == Proof.DRIFT && !WITHIN.contains(window.drift()) && reason == null) {
        throw ProblemException.invalid(
            "/reason",
            "REQUIRED",
            "window %s is %s, which a yes explains".formatted(window.evidenceId(), window.drift()));
      }
    }
  }

  private static ProblemException notPassed(Proof proof, String said) {
    return ProblemException.invalid(
        "/answer", "NOT_PASSED", "%s does not pass: %s".formatted(proof, said));
  }
}
