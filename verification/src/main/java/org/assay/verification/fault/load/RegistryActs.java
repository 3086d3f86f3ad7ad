package org.assay.verification.fault.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.load.World.Model;
import org.assay.verification.fault.load.World.Project;
import org.assay.verification.fault.load.World.Todo;
import org.assay.verification.fault.load.World.Version;
import org.assay.verification.plan.Plans;

/** What the engineer does with models and versions. */
final class RegistryActs {

  static final Sender ENGINEER = Sender.account("engineer");

  private final World world;
  private final Client client;
  private final Names names;
  private final Changes changes;

  RegistryActs(World world, Client client, Names names) {
    this.world = world;
    this.client = client;
    this.names = names;
    this.changes = new Changes(client);
  }

  Optional<Deed> createModel(RandomGenerator random) {
    return world.anyProject(random).map(this::createModel);
  }

  Optional<Deed> patchModel(RandomGenerator random) {
    return world.takeModel(random).map(this::patchModel);
  }

  Optional<Deed> register(RandomGenerator random) {
    return world.anyModel(random).map(this::register);
  }

  Optional<Deed> submit() {
    return world.take(Kind.SUBMIT).map(this::submit);
  }

  private Deed createModel(Project project) {
    String name = names.fresh("m");
    Request request = Request.post(ENGINEER, "/api/v1/models", Plans.model(project.key, name));
    Reply reply = client.untilKnown(request);
    String full = project.key + "." + name;
    if (reply.ok()) {
      world.add(new Model(full));
      world.done(new World.Done(request, ProjectActs.answered(reply)));
    }
    return new Deed(
        Kind.CREATE_MODEL, ENGINEER, ProjectActs.key(request), reply, Map.of("model", full));
  }

  private Deed patchModel(Model model) {
    String use = names.fresh("To be used");
    ObjectNode body = Plans.nothing().put("intended_use", use);
    Reply reply =
        changes.change(
            ENGINEER,
            "PATCH",
            "/api/v1/models/" + model.name(),
            body,
            seen -> seen.text("/intended_use").equals(use));
    if (reply.ok() || !reply.outcome().possible()) {
      world.putBack(model);
    }
    return new Deed(
        Kind.PATCH_MODEL,
        ENGINEER,
        "",
        reply,
        Map.of("model", model.name(), "use", use, "revision", reply.text("/revision")));
  }

  private Deed register(Model model) {
    String digest = names.digest();
    Request request =
        Request.post(
            ENGINEER,
            "/api/v1/models/" + model.name() + "/versions",
            Plans.version(digest, names.digest()));
    Reply reply = client.untilKnown(request);
    if (reply.ok()) {
      Version version =
          new Version(
              model.name(),
              reply.body().path("number").asInt(),
              reply.text("/id"),
              digest,
              reply.text("/revision"));
      world.registered(version);
      world.add(Kind.SUBMIT, new Todo(version, "", System.nanoTime(), 0));
      world.done(new World.Done(request, ProjectActs.answered(reply)));
    }
    return new Deed(
        Kind.REGISTER,
        ENGINEER,
        ProjectActs.key(request),
        reply,
        Map.of(
            "model",
            model.name(),
            "digest",
            digest,
            "version",
            reply.text("/id"),
            "number",
            reply.text("/number")));
  }

  private Deed submit(Todo todo) {
    Version version = todo.version();
    Request request =
        Request.post(ENGINEER, version.path() + "/submissions", Plans.nothing())
            .with("If-Match", version.firstRevision);
    Reply reply = client.untilKnown(request);
    if (reply.ok()) {
      long soon = System.nanoTime() + Duration.ofMillis(300).toNanos();
      world.add(Kind.CLAIM, new Todo(version, "ETHICS", soon, 0));
      world.add(Kind.CLAIM, new Todo(version, "PERFORMANCE", soon, 0));
      world.done(new World.Done(request, ProjectActs.answered(reply)));
    }
    return new Deed(
        Kind.SUBMIT,
        ENGINEER,
        ProjectActs.key(request),
        reply,
        Map.of("version", version.id, "digest", version.digest, "model", version.model));
  }
}
