package org.assay.verification.fault.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.load.World.Project;
import org.assay.verification.plan.Plans;

/** What the lead does with projects and their members. */
final class ProjectActs {

  static final Sender LEAD = Sender.account("lead");

  /** Who comes and goes; a guest sees the project and may ask the gate about its models. */
  static final List<String> GUESTS = List.of("engineer-2", "auditor", "ethics-reviewer-2");

  private final World world;
  private final Client client;
  private final Names names;
  private final Changes changes;

  ProjectActs(World world, Client client, Names names) {
    this.world = world;
    this.client = client;
    this.names = names;
    this.changes = new Changes(client);
  }

  /** A new project. Until its {@link #engineer} belongs to it, nobody else acts on it. */
  Deed create() {
    String key = names.fresh("f");
    Request request = Request.post(LEAD, "/api/v1/projects", Plans.project(key));
    Reply reply = client.untilKnown(request);
    return new Deed(Kind.CREATE_PROJECT, LEAD, key(request), reply, Map.of("project", key));
  }

  /** The engineer joins a new project, so that there can be models in it. */
  Deed engineer(String key) {
    Deed joined = member(key, "engineer", "CONTRIBUTOR");
    if (joined.reply().ok()) {
      world.add(new Project(key));
    }
    return joined;
  }

  Optional<Deed> patch(RandomGenerator random) {
    return world.takeProject(random, _ -> true).map(project -> giveBack(project, patch(project)));
  }

  Optional<Deed> addMember(RandomGenerator random) {
    return world
        .takeProject(random, project -> project.guests.size() < GUESTS.size())
        .map(project -> giveBack(project, addMember(project)));
  }

  Optional<Deed> removeMember(RandomGenerator random) {
    return world
        .takeProject(random, project -> !project.guests.isEmpty())
        .map(project -> giveBack(project, removeMember(project)));
  }

  private Deed patch(Project project) {
    String name = names.fresh("Named");
    ObjectNode body = Plans.nothing().put("name", name);
    Reply reply =
        changes.change(LEAD, "PATCH", path(project), body, seen -> seen.text("/name").equals(name));
    return new Deed(
        Kind.PATCH_PROJECT,
        LEAD,
        "",
        reply,
        Map.of("project", project.key, "name", name, "revision", reply.text("/revision")));
  }

  private Deed addMember(Project project) {
    String guest =
        GUESTS.stream()
            .filter(account -> !project.guests.contains(account))
            .findFirst()
            .orElseThrow();
    Deed added = member(project.key, guest, "VIEWER");
    if (added.reply().ok()) {
      project.guests.add(guest);
    }
    return added;
  }

  private Deed member(String project, String account, String role) {
    ObjectNode body = Plans.nothing().put("subject", account).put("role", role);
    Request request = Request.post(LEAD, "/api/v1/projects/" + project + "/members", body);
    Reply reply = client.untilKnown(request);
    if (reply.ok()) {
      world.done(new World.Done(request, answered(reply)));
    }
    return new Deed(
        Kind.ADD_MEMBER,
        LEAD,
        key(request),
        reply,
        Map.of(
            "project",
            project,
            "member",
            account,
            "subject",
            reply.text("/subject"),
            "revision",
            reply.text("/revision")));
  }

  private Deed removeMember(Project project) {
    String guest = project.guests.iterator().next();
    Predicate<Reply> gone = seen -> !seen.text("/until").isEmpty();
    Reply reply = changes.change(LEAD, "DELETE", path(project) + "/members/" + guest, null, gone);
    if (reply.ok()) {
      project.guests.remove(guest);
    }
    return new Deed(
        Kind.REMOVE_MEMBER, LEAD, "", reply, Map.of("project", project.key, "member", guest));
  }

  private Deed giveBack(Project project, Deed deed) {
    // What may still happen to it would be taken for somebody else's act.
    if (deed.reply().ok() || !deed.reply().outcome().possible()) {
      world.putBack(project);
    }
    return deed;
  }

  private static String path(Project project) {
    return "/api/v1/projects/" + project.key;
  }

  static String key(Request request) {
    return request.headers().getOrDefault("Idempotency-Key", "");
  }

  static Answer answered(Reply reply) {
    Answer answer = reply.answer();
    if (answer == null) {
      throw new IllegalStateException("acknowledged without an answer");
    }
    return answer;
  }
}
