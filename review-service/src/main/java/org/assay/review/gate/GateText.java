package org.assay.review.gate;

import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.review.requirement.OverrideMarkView;
import org.assay.review.requirement.RequirementState;
import org.assay.review.requirement.RequirementView;
import org.assay.review.requirement.RequirementView.FulfillerView;

/**
 * The gate's answer as lines for a log: the decision first, then each requirement that does not
 * simply hold, with who could satisfy it. What is overridden is among them whatever the decision;
 * the overrides that the version ever had come last.
 */
final class GateText {

  private static final Set<RequirementState> QUIET =
      Set.of(RequirementState.SATISFIED, RequirementState.NOT_APPLICABLE);

  private GateText() {}

  /** Returns the lines of an answer, the last one ended too. */
  static String of(GateView answer) {
    return Stream.of(
            Stream.of(decision(answer)),
            answer.requirements().stream()
                .filter(one -> !QUIET.contains(one.state()))
                .map(GateText::line),
            answer.overrides().stream().map(GateText::line))
        .flatMap(Function.identity())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String decision(GateView answer) {
    StringJoiner line = new StringJoiner(" ");
    line.add(answer.decision().name());
    line.add("digest=" + answer.digest());
    line.add("environment=" + answer.environment());
    var version = answer.version();
    if (version != null) {
      // A name may hold a blank or a quotation mark, and no line break.
      line.add("model=\"%s\"".formatted(version.model().replace("\"", "\\\"")));
      line.add("version=" + version.number());
    }
    line.add("policy=" + answer.policy());
    String reason = answer.reasonCode();
    if (reason != null) {
      line.add("reason=" + reason);
    }
    line.add("decided_at=" + answer.decidedAt());
    line.add("valid_until=" + answer.validUntil());
    return line.toString();
  }

  private static String line(RequirementView one) {
    // A reason may quote an expression, which holds what its author wrote; a line stays one line.
    String reason = one.reason().replaceAll("\\R|\\p{Cntrl}", " ");
    String line = "%s %s: %s".formatted(one.state(), one.key(), reason);
    List<String> people = one.satisfiableBy().stream().map(GateText::fulfiller).toList();
    return people.isEmpty() ? line : line + "; satisfiable by " + String.join(", ", people);
  }

  private static String line(OverrideMarkView one) {
    return "OVERRIDE %s: %s, until %s".formatted(one.requirement(), one.state(), one.expiresAt());
  }

  private static String fulfiller(FulfillerView one) {
    String role = one.role();
    return role == null ? "person " + one.subject() : role;
  }
}
