package org.assay.verification.fault.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.load.World.Todo;
import org.assay.verification.fault.load.World.Version;
import org.assay.verification.plan.Plans;

/** What reviewers and the lead do with a version that was submitted. */
final class ReviewActs {

  private static final Sender ETHICS_REVIEWER = Sender.account("ethics-reviewer");
  private static final Sender PERFORMANCE_REVIEWER = Sender.account("performance-reviewer");
  private static final Duration LATER = Duration.ofMillis(500);

  /** Events may be late by a long outage; after so many tries a version is left alone. */
  private static final int MOST_TRIES = 400;

  private final World world;
  private final Client client;

  ReviewActs(World world, Client client) {
    this.world = world;
    this.client = client;
  }

  Optional<Deed> claim() {
    return world.take(Kind.CLAIM).map(this::claim);
  }

  Optional<Deed> decide() {
    return world.take(Kind.DECIDE).map(this::decide);
  }

  Optional<Deed> release() {
    return world.take(Kind.RELEASE).map(this::release);
  }

  Optional<Deed> propose() {
    return world.take(Kind.PROPOSE).map(this::propose);
  }

  Optional<Deed> revoke() {
    return world.take(Kind.REVOKE).map(this::revoke);
  }

  private Deed claim(Todo todo) {
    Version version = todo.version();
    Sender reviewer = reviewer(todo.type());
    Reply open =
        client.untilKnown(
            Request.get(
                reviewer,
                "/api/v1/reviews?model=%s&version=%d&type=%s"
                    .formatted(version.model, version.number, todo.type())));
    JsonNode review = open.body().path("items").path(0);
    if (!open.ok() || review.isMissingNode()) {
      return notYet(Kind.CLAIM, todo, reviewer, open);
    }
    String id = review.path("id").asText();
    Request request =
        Request.post(reviewer, "/api/v1/reviews/" + id + "/assignments", Plans.nothing());
    Reply reply = client.untilKnown(request);
    if (reply.ok()) {
      version.claimed(todo.type(), id, reply.text("/revision"));
      done(request, reply);
      world.add(Kind.DECIDE, again(todo, 0));
    }
    return deed(
        Kind.CLAIM, reviewer, request, reply, version, Map.of("review", id, "type", todo.type()));
  }

  private Deed decide(Todo todo) {
    Version version = todo.version();
    Sender reviewer = reviewer(todo.type());
    String review = version.review(todo.type());
    Request request =
        Request.post(
                reviewer,
                "/api/v1/reviews/" + review + "/decisions",
                Plans.nothing().put("decision", "APPROVED").put("reason", "As the trial asks"))
            .with("If-Match", version.revision(todo.type()));
    Reply reply = client.untilKnown(request);
    if (reply.ok()) {
      done(request, reply);
      if (version.decided()) {
        world.add(Kind.RELEASE, again(todo, 0));
      }
    }
    return deed(
        Kind.DECIDE,
        reviewer,
        request,
        reply,
        version,
        Map.of("review", review, "type", todo.type()));
  }

  private Deed release(Todo todo) {
    Version version = todo.version();
    return byLead(
        Kind.RELEASE,
        todo,
        "APPROVED",
        "/releases",
        Plans.nothing().put("environment", "production"),
        "release",
        _ -> {
          world.released(version);
          world.add(Kind.PROPOSE, again(todo, 0));
        });
  }

  private Deed propose(Todo todo) {
    Version version = todo.version();
    return byLead(
        Kind.PROPOSE,
        todo,
        "RELEASED",
        "/revocations",
        Plans.nothing().put("reason", "As the trial asks"),
        "proposal",
        reply -> {
          version.proposed(reply.text("/id"), reply.text("/revision"));
          world.add(Kind.REVOKE, again(todo, 0));
        });
  }

  /**
   * What the lead does to a version once it has the state.
   *
   * @param made what the answer's id is of
   * @param then what follows once it is granted
   */
  private Deed byLead(
      Kind kind,
      Todo todo,
      String state,
      String act,
      ObjectNode body,
      String made,
      Consumer<Reply> then) {
    Version version = todo.version();
    Reply seen = client.untilKnown(Request.get(ProjectActs.LEAD, version.path()));
    if (!seen.text("/state").equals(state)) {
      return notYet(kind, todo, ProjectActs.LEAD, seen);
    }
    Request request =
        Request.post(ProjectActs.LEAD, version.path() + act, body)
            .with("If-Match", seen.text("/revision"));
    Reply reply = client.untilKnown(request);
    if (reply.ok()) {
      then.accept(reply);
      done(request, reply);
    } else if (!reply.outcome().possible()) {
      retry(kind, todo);
    }
    return deed(kind, ProjectActs.LEAD, request, reply, version, Map.of(made, reply.text("/id")));
  }

  private Deed revoke(Todo todo) {
    Version version = todo.version();
    Request request =
        Request.post(
                ETHICS_REVIEWER,
                "/api/v1/proposals/" + version.proposal() + "/approvals",
                Plans.nothing())
            .with("If-Match", version.revision("proposal"));
    Reply reply = client.untilKnown(request);
    if (reply.ok()) {
      world.revoked(version);
      done(request, reply);
    } else if (!reply.outcome().possible()) {
      retry(Kind.REVOKE, todo);
    }
    return deed(
        Kind.REVOKE,
        ETHICS_REVIEWER,
        request,
        reply,
        version,
        Map.of("proposal", version.proposal()));
  }

  private static Sender reviewer(String type) {
    return type.equals("ETHICS") ? ETHICS_REVIEWER : PERFORMANCE_REVIEWER;
  }

  private void done(Request request, Reply reply) {
    world.done(new World.Done(request, ProjectActs.answered(reply)));
  }

  private static Deed deed(
      Kind kind,
      Sender sender,
      Request request,
      Reply reply,
      Version version,
      Map<String, String> more) {
    Map<String, String> about = new HashMap<>(more);
    about.put("version", version.id);
    about.put("digest", version.digest);
    about.put("model", version.model);
    return new Deed(kind, sender, ProjectActs.key(request), reply, about);
  }

  /** The act has to wait, so all that was done is to read. */
  private Deed notYet(Kind kind, Todo todo, Sender sender, Reply seen) {
    retry(kind, todo);
    return new Deed(Kind.READ, sender, "", seen, Map.of("version", todo.version().id));
  }

  private void retry(Kind kind, Todo todo) {
    if (todo.tries() < MOST_TRIES) {
      world.add(kind, again(todo, todo.tries() + 1));
    }
  }

  private static Todo again(Todo todo, int tries) {
    return new Todo(todo.version(), todo.type(), System.nanoTime() + LATER.toNanos(), tries);
  }
}
