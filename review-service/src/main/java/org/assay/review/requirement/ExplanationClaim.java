package org.assay.review.requirement;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assay.contracts.event.EvidenceChanged;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.policy.PolicyContext;
import org.assay.review.requirement.Explanation.Value;
import org.assay.review.requirement.VersionFacts.ExplanationFacts;

/**
 * What was checked of a version's tables of features. They never change, so neither do the
 * verdicts; each table that none supersedes has to pass, so that no further one hides what another
 * shows. One of them has to be by a method that adds up: of another only its names are checked,
 * which anybody can write down.
 */
final class ExplanationClaim {

  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();

  private ExplanationClaim() {}

  /** Judges tables of features. */
  static ComputedClaim of(List<ExplanationFacts> explanations) {
    if (explanations.isEmpty()) {
      return ComputedClaim.missing(
          "how much each feature of the model matters (EXPLAINABILITY), which is missing");
    }
    ExplanationClaim claim = new ExplanationClaim();
    explanations.forEach(claim::judge);
    claim.requireAdditive(explanations);
    return new ComputedClaim(
        Verdict.all(claim.verdicts),
        claim.said,
        claim.values,
        explanations.stream().map(one -> one.id().toString()).toList());
  }

  /** Returns what was checked of one table, for who follows the evidence. */
  static List<EvidenceChanged.Verdict> verdicts(ExplanationFacts explanation) {
    return explanation.checks().stream()
        .flatMap(
            check ->
                Stream.ofNullable(check.verdict())
                    .map(
                        verdict ->
                            new EvidenceChanged.Verdict(
                                PolicyContext.EXPLAINABILITY, check.statistic(), verdict)))
        .toList();
  }

  private void requireAdditive(List<ExplanationFacts> explanations) {
    if (explanations.stream().noneMatch(one -> one.method().additive())) {
      verdicts.add(Verdict.UNDEFINED);
      said.add("an explanation by a method that adds up to the outputs is missing");
    }
  }

  private void judge(ExplanationFacts explanation) {
    String by =
        explanation.look() > 1
            ? "%s (look %d)".formatted(explanation.method(), explanation.look())
            : explanation.method().name();
    if (explanation.lapsed()) {
      verdicts.add(Verdict.UNDEFINED);
      said.add("the explanation by %s is no longer valid".formatted(by));
      return;
    }
    explanation.checks().forEach(check -> judge(by, check));
  }

  private void judge(String by, ReportRow check) {
    String verdict = check.verdict();
    if (verdict == null) {
      return;
    }
    verdicts.add(Verdict.valueOf(verdict));
    String name = "%s of %s".formatted(check.statistic(), by);
    String reason = check.reason();
    Double value = check.value();
    said.add(
        "%s is %s%s, n = %d"
            .formatted(
                name,
                verdict,
                reason == null ? "" : " (%s)".formatted(why(reason, check.atFault())),
                check.n()));
    if (value != null) {
      values.add(new Value(name, value, 1, null));
    }
  }

  private static String why(String reason, List<String> atFault) {
    return atFault.isEmpty() ? reason : reason + ": " + String.join(", ", atFault);
  }
}
