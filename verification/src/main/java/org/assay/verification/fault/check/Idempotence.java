package org.assay.verification.fault.check;

import static org.assay.verification.fault.check.Verdict.DUPLICATES_APPLIED;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.history.Operation;

/** What was asked for once happened once, however often it was sent and told. */
final class Idempotence implements Checker {

  @Override
  public List<Finding> check(Chronicle chronicle, Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    Evidence.State state = evidence.state();
    once(state.versions(), Evidence.Version::digest, "versions of the bytes", findings);
    once(state.versions(), v -> v.model() + " " + v.number(), "versions numbered", findings);
    once(state.projects(), Evidence.Project::key, "projects", findings);
    once(state.models(), Evidence.Model::name, "models", findings);
    once(
        state.members().stream().filter(Evidence.Member::current).toList(),
        m -> m.project() + " " + m.subject(),
        "memberships",
        findings);
    once(state.assessments(), a -> a.version() + " " + a.round(), "assessments", findings);
    once(state.reviews(), r -> r.version() + " " + r.round() + " " + r.type(), "reviews", findings);
    once(state.assignments(), Evidence.Assignment::review, "claims of review", findings);
    once(state.decisions(), Evidence.Decision::review, "decisions on review", findings);
    once(state.releases(), r -> r.version() + " " + r.environment(), "releases", findings);
    once(state.proposals(), Evidence.Proposal::version, "proposals", findings);
    once(state.revocations(), Evidence.Revocation::version, "revocations", findings);
    oneEventEach(evidence, findings);
    repeats(chronicle, findings);
    refusedButDone(chronicle, state, findings);
    return findings;
  }

  /** Of acts that a thing meets once in its life here, its log tells once. */
  private static void oneEventEach(Evidence evidence, List<Finding> findings) {
    for (Map.Entry<Database, Evidence.Log> log : evidence.logs().entrySet()) {
      once(
          log.getValue().events().stream().filter(Idempotence::happensOnce).toList(),
          event -> event.type() + " " + event.aggregate(),
          "events in " + log.getKey().label(),
          findings);
    }
  }

  private static boolean happensOnce(Evidence.Event event) {
    return Stream.of(
            ".created.v1",
            ".version.registered.v1",
            ".version.submitted.v1",
            ".version.approved.v1",
            ".version.released.v1",
            ".version.revoked.v1",
            ".assessment.opened.v1",
            ".assessment.passed.v1",
            ".review.requested.v1",
            ".review.assigned.v1",
            ".review.started.v1",
            ".review.approved.v1",
            ".release.decided.v1",
            ".revocation.decided.v1",
            ".proposal.opened.v1",
            ".proposal.approved.v1")
        .anyMatch(event.type()::endsWith);
  }

  /** A request that had been answered with success was answered otherwise when it came again. */
  private static void repeats(Chronicle chronicle, List<Finding> findings) {
    chronicle
        .of(Kind.REPEAT)
        .filter(
            repeat ->
                repeat.ok()
                    ? !repeat.about("same").equals("true")
                        || !repeat.about("replayed").equals("true")
                    : !repeat.outcome().possible())
        .map(repeat -> twice("a repeat was judged anew: " + repeat.described()))
        .forEach(findings::add);
  }

  /** A repeat was refused because of what the first request, which nobody remembers, had done. */
  private static void refusedButDone(
      Chronicle chronicle, Evidence.State state, List<Finding> findings) {
    Set<String> digests =
        state.versions().stream().map(Evidence.Version::digest).collect(Collectors.toSet());
    Set<String> projects =
        state.projects().stream().map(Evidence.Project::key).collect(Collectors.toSet());
    Set<String> models =
        state.models().stream().map(Evidence.Model::name).collect(Collectors.toSet());
    Set<String> submitted =
        state.versions().stream()
            .filter(version -> version.round() > 0)
            .map(Evidence.Version::id)
            .collect(Collectors.toSet());
    Set<String> released =
        state.releases().stream().map(Evidence.Release::version).collect(Collectors.toSet());
    Set<String> claimed =
        state.assignments().stream().map(Evidence.Assignment::review).collect(Collectors.toSet());
    Set<String> decided =
        state.decisions().stream().map(Evidence.Decision::review).collect(Collectors.toSet());
    Set<String> proposed =
        state.proposals().stream().map(Evidence.Proposal::version).collect(Collectors.toSet());
    Set<String> revoked =
        state.revocations().stream().map(Evidence.Revocation::version).collect(Collectors.toSet());
    Set<String> acknowledged = new HashSet<>();
    chronicle.operations().stream()
        .filter(act -> act.outcome().possible())
        .forEach(act -> acknowledged.add(thing(act)));
    chronicle.operations().stream()
        .filter(act -> !act.outcome().possible() && act.attempts() > 0)
        .filter(act -> !acknowledged.contains(thing(act)))
        .filter(
            act ->
                switch (act.kind()) {
                  case REGISTER -> digests.contains(act.about("digest"));
                  case CREATE_PROJECT -> projects.contains(act.about("project"));
                  case CREATE_MODEL -> models.contains(act.about("model"));
                  case SUBMIT -> submitted.contains(act.about("version"));
                  case RELEASE -> released.contains(act.about("version"));
                  case CLAIM -> claimed.contains(act.about("review"));
                  case DECIDE -> decided.contains(act.about("review"));
                  case PROPOSE -> proposed.contains(act.about("version"));
                  case REVOKE -> revoked.contains(act.about("version"));
                  // These may be done to one thing often: ChangeCounts counts them.
                  case PATCH_PROJECT, ADD_MEMBER, REMOVE_MEMBER, PATCH_MODEL -> false;
                  case GATE, READ, REPEAT -> false;
                })
        .map(act -> twice("refused though its first request had done it: " + act.described()))
        .forEach(findings::add);
  }

  private static String thing(Operation act) {
    return switch (act.kind()) {
      case REGISTER -> "REGISTER " + act.about("digest");
      case CREATE_PROJECT -> "CREATE_PROJECT " + act.about("project");
      case CREATE_MODEL -> "CREATE_MODEL " + act.about("model");
      case CLAIM, DECIDE -> act.kind() + " " + act.about("review");
      default -> act.kind() + " " + act.about("version");
    };
  }

  private static <T> void once(
      Collection<T> things, Function<T, String> key, String what, List<Finding> findings) {
    things.stream()
        .collect(Collectors.groupingBy(key, Collectors.counting()))
        .forEach(
            (name, count) -> {
              if (count > 1) {
                findings.add(twice("%d %s %s".formatted(count, what, name)));
              }
            });
  }

  private static Finding twice(String what) {
    return new Finding(DUPLICATES_APPLIED, what);
  }
}
