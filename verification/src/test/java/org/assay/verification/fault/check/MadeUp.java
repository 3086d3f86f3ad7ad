package org.assay.verification.fault.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.history.Disturbance;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.history.Operation;
import org.assay.verification.fault.history.Outcome;
import org.assay.verification.fault.history.Resolution;

/**
 * One version's life as clients saw it and as the installation keeps it, to be spoilt by a test.
 */
final class MadeUp {

  static final UUID THING = new UUID(0, 1);
  static final String VERSION = THING.toString();
  static final String DIGEST = "sha256:01";
  static final UUID PROJECT = new UUID(0, 2);
  static final UUID FIRST = new UUID(1, 1);
  static final UUID SECOND = new UUID(1, 2);

  final List<Operation> operations = new ArrayList<>();
  final List<Disturbance> disturbances = new ArrayList<>();
  List<Evidence.Event> ofProjects =
      List.of(
          ofProject(1, "project.created"),
          ofProject(2, "member.added"),
          ofProject(3, "project.updated"));
  List<Evidence.Project> projects = List.of(project(3));
  List<Evidence.Event> events = List.of(event(FIRST, 1, 1), event(SECOND, 2, 2));
  long cursor = 2;
  List<Evidence.Version> versions = List.of(version("RELEASED"));
  List<Evidence.Assessment> assessments =
      List.of(new Evidence.Assessment("a1", VERSION, 1, "PASSED"));
  List<Evidence.Review> reviews = List.of(review("r1", "ETHICS"), review("r2", "PERFORMANCE"));
  List<Evidence.Assignment> assignments = List.of(new Evidence.Assignment("r1", "somebody"));
  List<Evidence.Decision> decisions = List.of(new Evidence.Decision("d1", "r1", "APPROVED"));
  List<Evidence.Release> releases =
      List.of(new Evidence.Release("l1", VERSION, "production", true));
  List<Evidence.Proposal> proposals = List.of(new Evidence.Proposal("q1", VERSION));
  List<Evidence.Revocation> revocations = List.of();
  List<Evidence.Copy> copies = List.of(new Evidence.Copy("a copy", VERSION, "1", "1"));
  Map<UUID, Long> applied = Map.of(THING, 2L);
  long parked;
  List<Evidence.Told> told = List.of(told(FIRST, 1, 1), told(SECOND, 2, 2));
  List<Evidence.Sight> sights = List.of(new Evidence.Sight("the gate", "ALLOW", "ALLOW"));

  MadeUp() {
    act(Kind.CREATE_PROJECT, 0, 1, Map.of("project", "made"));
    act(Kind.PATCH_PROJECT, 0, 1, Map.of("project", "made", "name", "Named"));
    act(Kind.REGISTER, 0, 1, Map.of("digest", DIGEST, "model", "p.m", "number", "1"));
    act(Kind.SUBMIT, 1, 2, Map.of());
    act(Kind.CLAIM, 2, 3, Map.of("review", "r1", "type", "ETHICS"));
    act(Kind.DECIDE, 2, 3, Map.of("review", "r1", "type", "ETHICS"));
    act(Kind.RELEASE, 3, 4, Map.of("release", "l1", "digest", DIGEST));
    gate("ALLOW", 5);
    act(Kind.PROPOSE, 5, 6, Map.of("proposal", "q1"));
  }

  static Evidence.Event ofProject(long version, String type) {
    return new Evidence.Event(
        new UUID(2, version),
        "org.assay.project." + type + ".v1",
        "project/made",
        PROJECT,
        version,
        version);
  }

  static Evidence.Project project(long revision) {
    return new Evidence.Project(PROJECT.toString(), "made", "Named", revision);
  }

  static Evidence.Event event(UUID id, long version, long position) {
    return new Evidence.Event(id, "org.assay.test.v1", "thing", THING, version, position);
  }

  static Evidence.Told told(UUID id, long version, long sequence) {
    return new Evidence.Told(0, "key", id, THING, version, sequence);
  }

  static Evidence.Version version(String state) {
    return new Evidence.Version(VERSION, "p.m", 1, DIGEST, state, 1, 2);
  }

  static Evidence.Review review(String id, String type) {
    return new Evidence.Review(id, VERSION, 1, type, "APPROVED");
  }

  void gate(String decision, long second) {
    act(
        Kind.GATE,
        second,
        second + 1,
        Map.of("digest", DIGEST, "decision", decision, "copy_age", "PT3S", "project", "p"));
  }

  void act(Kind kind, long start, long end, Map<String, String> about) {
    act(kind, "engineer", start, end, new Outcome.Ok(201, false), about);
  }

  void act(
      Kind kind, String account, long start, long end, Outcome outcome, Map<String, String> about) {
    Map<String, String> more = new HashMap<>(about);
    more.putIfAbsent("version", VERSION);
    operations.add(
        new Operation(
            operations.size() + 1,
            kind,
            account,
            "key",
            start * 1_000_000_000,
            start * 1_000_000_000,
            end * 1_000_000_000,
            1,
            outcome,
            Resolution.NONE,
            more));
  }

  List<Verdict> verdicts() {
    Evidence evidence =
        new Evidence(
            Map.of(
                Database.PROJECT,
                new Evidence.Log(ofProjects, 0, ofProjects.size()),
                Database.REGISTRY,
                new Evidence.Log(events, 0, cursor)),
            new Evidence.State(
                projects,
                List.of(),
                List.of(),
                versions,
                assessments,
                reviews,
                assignments,
                decisions,
                releases,
                proposals,
                revocations),
            copies,
            List.of(new Evidence.Applied(Database.REVIEW, Database.REGISTRY, applied, parked)),
            List.of(new Evidence.Reading("a reader", Database.REGISTRY, true, told)),
            sights);
    Chronicle chronicle = new Chronicle(operations, disturbances);
    return Checker.all().stream()
        .flatMap(checker -> checker.check(chronicle, evidence).stream())
        .map(Finding::verdict)
        .distinct()
        .toList();
  }
}
