package org.assay.verification.fault.check;

import static org.assay.verification.fault.check.Verdict.ACKNOWLEDGED_LOST;
import static org.assay.verification.fault.check.Verdict.DUPLICATES_APPLIED;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.history.Operation;

/**
 * What may be done to one thing often was done as often as it was asked for, and each revision of a
 * thing is one event of its log. The last name of a project says neither: a change that was made
 * twice leaves the same.
 */
final class ChangeCounts implements Checker {

  private static final List<Change> OF_PROJECTS =
      List.of(
          new Change(Kind.PATCH_PROJECT, ".project.updated.v1", "project", 0),
          new Change(Kind.ADD_MEMBER, ".member.added.v1", "project", 1),
          new Change(Kind.REMOVE_MEMBER, ".member.removed.v1", "project", 0));

  private static final Change OF_MODELS =
      new Change(Kind.PATCH_MODEL, ".model.updated.v1", "model", 0);

  @Override
  public List<Finding> check(Chronicle chronicle, Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    List<Evidence.Event> projects = events(evidence, Database.PROJECT);
    List<Evidence.Event> registry = events(evidence, Database.REGISTRY);
    Evidence.State state = evidence.state();
    Map<String, String> projectIds =
        state.projects().stream()
            .collect(Collectors.toMap(Evidence.Project::key, Evidence.Project::id, (a, _) -> a));
    // A fault may have made projects and models of its own, which no operation tells of.
    projectIds.keySet().retainAll(made(chronicle, Kind.CREATE_PROJECT, "project"));
    Map<String, String> modelIds =
        state.models().stream()
            .collect(Collectors.toMap(Evidence.Model::name, Evidence.Model::id, (a, _) -> a));
    modelIds.keySet().retainAll(made(chronicle, Kind.CREATE_MODEL, "model"));
    OF_PROJECTS.forEach(change -> count(chronicle, change, projectIds, projects, findings));
    count(chronicle, OF_MODELS, modelIds, registry, findings);
    Map<String, Long> revisions = new HashMap<>();
    state.projects().forEach(project -> revisions.put(project.id(), project.revision()));
    heads(revisions, projects, findings);
    revisions.clear();
    state.models().forEach(model -> revisions.put(model.id(), model.revision()));
    state.versions().forEach(version -> revisions.put(version.id(), version.revision()));
    heads(revisions, registry, findings);
    return findings;
  }

  /**
   * Changes of one kind.
   *
   * @param type the end of the type of the event that tells of one
   * @param thing the name by which an operation says what it changes
   * @param first how many of its events the making of a thing has: its founder is its first member
   */
  private record Change(Kind kind, String type, String thing, long first) {}

  private static void count(
      Chronicle chronicle,
      Change change,
      Map<String, String> ids,
      List<Evidence.Event> log,
      List<Finding> findings) {
    Map<String, Long> told =
        log.stream()
            .filter(event -> event.type().endsWith(change.type()))
            .collect(
                Collectors.groupingBy(
                    event -> event.aggregate().toString(), Collectors.counting()));
    Map<String, Long> acknowledged = asked(chronicle, change, Operation::ok);
    Map<String, Long> possible = asked(chronicle, change, act -> act.outcome().possible());
    ids.forEach(
        (name, id) -> {
          long least = change.first() + acknowledged.getOrDefault(name, 0L);
          long most = change.first() + possible.getOrDefault(name, 0L);
          long found = told.getOrDefault(id, 0L);
          if (found < least || found > most) {
            findings.add(
                new Finding(
                    found < least ? ACKNOWLEDGED_LOST : DUPLICATES_APPLIED,
                    "%s %s: %d events of %s, where %d were acknowledged and %d possible"
                        .formatted(
                            change.thing(), name, found, change.kind().label(), least, most)));
          }
        });
  }

  private static Map<String, Long> asked(
      Chronicle chronicle, Change change, Predicate<Operation> which) {
    return chronicle
        .of(change.kind())
        .filter(which)
        .collect(Collectors.groupingBy(act -> act.about(change.thing()), Collectors.counting()));
  }

  private static void heads(
      Map<String, Long> revisions, List<Evidence.Event> log, List<Finding> findings) {
    Map<UUID, Long> heads = new HashMap<>();
    log.forEach(event -> heads.merge(event.aggregate(), event.version(), Math::max));
    Map<String, Long> byId = new HashMap<>();
    heads.forEach((aggregate, head) -> byId.put(aggregate.toString(), head));
    revisions.forEach(
        (id, revision) -> {
          long head = byId.getOrDefault(id, 0L);
          if (head != revision) {
            findings.add(
                new Finding(
                    head < revision ? ACKNOWLEDGED_LOST : DUPLICATES_APPLIED,
                    "%s is at revision %d, and its log at %d".formatted(id, revision, head)));
          }
        });
  }

  private static Set<String> made(Chronicle chronicle, Kind kind, String thing) {
    return chronicle
        .of(kind)
        .filter(act -> act.outcome().possible())
        .map(act -> act.about(thing))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static List<Evidence.Event> events(Evidence evidence, Database database) {
    Evidence.Log log = evidence.logs().get(database);
    return log == null ? List.of() : log.events();
  }
}
