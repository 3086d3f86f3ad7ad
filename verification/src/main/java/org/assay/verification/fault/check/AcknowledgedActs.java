package org.assay.verification.fault.check;

import static org.assay.verification.fault.check.Verdict.ACKNOWLEDGED_LOST;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.history.Operation;

/** Whatever a client was told is done is there, with all that must follow from it. */
final class AcknowledgedActs implements Checker {

  @Override
  public List<Finding> check(Chronicle chronicle, Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    Evidence.State state = evidence.state();
    Map<String, Evidence.Version> versions = versions(state);
    missing(chronicle, Kind.CREATE_PROJECT, inProjects(state), "project", findings);
    missing(chronicle, Kind.CREATE_MODEL, inModels(state), "model", findings);
    registered(chronicle, versions, findings);
    submitted(chronicle, state, findings);
    claimed(chronicle, state, findings);
    decided(chronicle, state, versions, findings);
    released(chronicle, state, versions, findings);
    proposed(chronicle, state, findings);
    revoked(chronicle, state, versions, findings);
    lastNames(chronicle, state, findings);
    lastMemberships(chronicle, state, findings);
    evidence.sights().stream()
        .filter(sight -> !sight.expected().equals(sight.found()))
        .filter(sight -> !sight.found().equals("ALLOW"))
        .map(sight -> lost("%s shows %s".formatted(sight, sight.found())))
        .forEach(findings::add);
    return findings;
  }

  private static Predicate<String> inProjects(Evidence.State state) {
    return state.projects().stream().map(Evidence.Project::key).collect(Collectors.toSet())
        ::contains;
  }

  private static Predicate<String> inModels(Evidence.State state) {
    return state.models().stream().map(Evidence.Model::name).collect(Collectors.toSet())::contains;
  }

  private static void missing(
      Chronicle chronicle,
      Kind kind,
      Predicate<String> there,
      String what,
      List<Finding> findings) {
    chronicle
        .acknowledged(kind)
        .filter(act -> !there.test(act.about(what)))
        .map(act -> lost("no " + what + " of " + act.described()))
        .forEach(findings::add);
  }

  private static void registered(
      Chronicle chronicle, Map<String, Evidence.Version> versions, List<Finding> findings) {
    chronicle
        .acknowledged(Kind.REGISTER)
        .filter(
            act -> {
              Evidence.Version found = versions.get(act.about("version"));
              return found == null
                  || !found.digest().equals(act.about("digest"))
                  || !found.model().equals(act.about("model"))
                  || !Integer.toString(found.number()).equals(act.about("number"));
            })
        .map(act -> lost("no such version: " + act.described()))
        .forEach(findings::add);
  }

  private static void submitted(Chronicle chronicle, Evidence.State state, List<Finding> findings) {
    Set<String> assessed =
        state.assessments().stream().map(Evidence.Assessment::version).collect(Collectors.toSet());
    Map<String, Long> reviews =
        state.reviews().stream()
            .collect(Collectors.groupingBy(Evidence.Review::version, Collectors.counting()));
    chronicle
        .acknowledged(Kind.SUBMIT)
        .filter(
            act ->
                !assessed.contains(act.about("version"))
                    || reviews.getOrDefault(act.about("version"), 0L) < 2)
        .map(act -> lost("no assessment with two reviews of " + act.described()))
        .forEach(findings::add);
  }

  private static void claimed(Chronicle chronicle, Evidence.State state, List<Finding> findings) {
    Set<String> claimed =
        state.assignments().stream().map(Evidence.Assignment::review).collect(Collectors.toSet());
    chronicle
        .acknowledged(Kind.CLAIM)
        .filter(act -> !claimed.contains(act.about("review")))
        .map(act -> lost("nobody has the review of " + act.described()))
        .forEach(findings::add);
  }

  private static void proposed(Chronicle chronicle, Evidence.State state, List<Finding> findings) {
    chronicle
        .acknowledged(Kind.PROPOSE)
        .filter(
            act ->
                !state
                    .proposals()
                    .contains(new Evidence.Proposal(act.about("proposal"), act.about("version"))))
        .map(act -> lost("no proposal of " + act.described()))
        .forEach(findings::add);
  }

  private static void decided(
      Chronicle chronicle,
      Evidence.State state,
      Map<String, Evidence.Version> versions,
      List<Finding> findings) {
    Set<String> decided =
        state.decisions().stream()
            .filter(decision -> decision.decision().equals("APPROVED"))
            .map(Evidence.Decision::review)
            .collect(Collectors.toSet());
    chronicle
        .acknowledged(Kind.DECIDE)
        .filter(act -> !decided.contains(act.about("review")))
        .map(act -> lost("no decision of " + act.described()))
        .forEach(findings::add);
    Map<String, List<String>> approvals =
        chronicle
            .acknowledged(Kind.DECIDE)
            .collect(
                Collectors.groupingBy(
                    act -> act.about("version"),
                    Collectors.mapping(act -> act.about("type"), Collectors.toList())));
    approvals.forEach(
        (version, types) -> {
          Evidence.Version found = versions.get(version);
          boolean both = new HashSet<>(types).size() == 2;
          if (both && found != null && found.state().equals("IN_REVIEW")) {
            findings.add(lost("both approvals of version " + version + " led to nothing"));
          }
        });
  }

  private static void released(
      Chronicle chronicle,
      Evidence.State state,
      Map<String, Evidence.Version> versions,
      List<Finding> findings) {
    Set<String> releases =
        state.releases().stream().map(Evidence.Release::id).collect(Collectors.toSet());
    chronicle
        .acknowledged(Kind.RELEASE)
        .filter(
            act -> {
              Evidence.Version version = versions.get(act.about("version"));
              return !releases.contains(act.about("release"))
                  || version == null
                  || !Set.of("RELEASED", "REVOKED").contains(version.state());
            })
        .map(act -> lost("no release, or the registry does not know of it: " + act.described()))
        .forEach(findings::add);
  }

  private static void revoked(
      Chronicle chronicle,
      Evidence.State state,
      Map<String, Evidence.Version> versions,
      List<Finding> findings) {
    Set<String> revoked =
        state.revocations().stream().map(Evidence.Revocation::version).collect(Collectors.toSet());
    Set<String> standing =
        state.releases().stream()
            .filter(Evidence.Release::stands)
            .map(Evidence.Release::version)
            .collect(Collectors.toSet());
    chronicle
        .acknowledged(Kind.REVOKE)
        .filter(
            act -> {
              Evidence.Version version = versions.get(act.about("version"));
              return !revoked.contains(act.about("version"))
                  || standing.contains(act.about("version"))
                  || version == null
                  || !version.state().equals("REVOKED");
            })
        .map(act -> lost("no revocation, or the registry does not know of it: " + act.described()))
        .forEach(findings::add);
  }

  /** Of a thing that is changed by one client at a time, the last change stands. */
  private static void lastNames(Chronicle chronicle, Evidence.State state, List<Finding> findings) {
    Map<String, String> names =
        state.projects().stream()
            .collect(Collectors.toMap(Evidence.Project::key, Evidence.Project::name));
    last(chronicle, Set.of(Kind.PATCH_PROJECT), act -> act.about("project"))
        .filter(act -> !act.about("name").equals(names.get(act.about("project"))))
        .map(act -> lost("the project has another name than by " + act.described()))
        .forEach(findings::add);
    Map<String, String> uses =
        state.models().stream()
            .collect(Collectors.toMap(Evidence.Model::name, Evidence.Model::use));
    last(chronicle, Set.of(Kind.PATCH_MODEL), act -> act.about("model"))
        .filter(act -> !act.about("use").equals(uses.get(act.about("model"))))
        .map(act -> lost("the model has another use than by " + act.described()))
        .forEach(findings::add);
  }

  private static void lastMemberships(
      Chronicle chronicle, Evidence.State state, List<Finding> findings) {
    Map<String, String> subjects = new HashMap<>();
    chronicle
        .acknowledged(Kind.ADD_MEMBER)
        .forEach(act -> subjects.put(act.about("member"), act.about("subject")));
    Set<String> current =
        state.members().stream()
            .filter(Evidence.Member::current)
            .map(member -> member.project() + " " + member.subject())
            .collect(Collectors.toSet());
    last(
            chronicle,
            Set.of(Kind.ADD_MEMBER, Kind.REMOVE_MEMBER),
            act -> act.about("project") + " " + act.about("member"))
        .filter(
            act -> {
              String member = act.about("project") + " " + subjects.get(act.about("member"));
              return current.contains(member) != (act.kind() == Kind.ADD_MEMBER);
            })
        .map(act -> lost("the membership is not as by " + act.described()))
        .forEach(findings::add);
  }

  /** The last possible operation on each thing, where that one was acknowledged. */
  private static Stream<Operation> last(
      Chronicle chronicle, Set<Kind> kinds, Function<Operation, String> thing) {
    Map<String, Operation> last = new HashMap<>();
    chronicle.operations().stream()
        .filter(act -> kinds.contains(act.kind()) && act.outcome().possible())
        .forEach(act -> last.merge(thing.apply(act), act, AcknowledgedActs::later));
    return last.values().stream().filter(Operation::ok);
  }

  private static Operation later(Operation a, Operation b) {
    return a.start() >= b.start() ? a : b;
  }

  private static Map<String, Evidence.Version> versions(Evidence.State state) {
    return state.versions().stream()
        .collect(Collectors.toMap(Evidence.Version::id, version -> version));
  }

  private static Finding lost(String what) {
    return new Finding(ACKNOWLEDGED_LOST, what);
  }
}
