package org.assay.verification.fault.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.history.Outcome;
import org.assay.verification.fault.load.World.Version;

/** Questions to the gate, readings, and requests that are sent once more. */
final class Questions {

  private static final Sender CI = new Sender.Machine("ci", "ci");

  private final World world;
  private final Client client;
  private final Names names;

  Questions(World world, Client client, Names names) {
    this.world = world;
    this.client = client;
    this.names = names;
  }

  Deed gate(RandomGenerator random) {
    int kind = random.nextInt(10);
    Optional<Version> version =
        kind < 6
            ? world.anyReleased(random)
            : kind < 8 ? world.anyRevoked(random) : world.anyRegistered(random);
    String digest = version.map(found -> found.digest).orElseGet(names::digest);
    String model =
        version
            .map(found -> found.model)
            .or(() -> world.anyModel(random).map(World.Model::name))
            .orElse("none.none");
    Sender sender =
        switch (random.nextInt(5)) {
          case 0 -> CI;
          case 1 -> Sender.account("engineer-2");
          case 2 -> Sender.account("auditor");
          default -> RegistryActs.ENGINEER;
        };
    Reply reply =
        client.once(
            Request.get(
                sender,
                "/api/v1/gate?digest=" + digest + "&environment=production&model=" + model));
    Map<String, String> about = new HashMap<>();
    about.put("digest", digest);
    about.put("model", model);
    about.put("project", model.substring(0, model.indexOf('.')));
    about.put("decision", reply.text("/decision"));
    about.put("copy_age", reply.text("/copy_age"));
    return new Deed(Kind.GATE, sender, "", reply, about);
  }

  Deed read(RandomGenerator random) {
    String path =
        switch (random.nextInt(6)) {
          case 0 -> "/api/v1/me";
          case 1 -> "/api/v1/projects?limit=20";
          case 2 -> "/api/v1/models?limit=20";
          case 3 -> "/api/v1/reviews?limit=20";
          default ->
              world.anyRegistered(random).map(Version::path).orElse("/api/v1/projects?limit=1");
        };
    Sender sender = List.of(RegistryActs.ENGINEER, ProjectActs.LEAD).get(random.nextInt(2));
    Reply reply = client.once(Request.get(sender, path));
    return new Deed(Kind.READ, sender, "", reply, Map.of("path", path));
  }

  /** The very same request once more: its answer must be the one that was given. */
  Optional<Deed> repeat(RandomGenerator random) {
    return world
        .anyDone(random)
        .map(
            done -> {
              Reply reply = client.untilKnown(done.request());
              boolean same = reply.body().equals(done.answer().body());
              boolean replayed =
                  reply.outcome() instanceof Outcome.Ok(int _, boolean again) && again;
              return new Deed(
                  Kind.REPEAT,
                  done.request().sender(),
                  ProjectActs.key(done.request()),
                  reply,
                  Map.of(
                      "path",
                      done.request().path(),
                      "same",
                      Boolean.toString(same),
                      "replayed",
                      Boolean.toString(replayed)));
            });
  }
}
