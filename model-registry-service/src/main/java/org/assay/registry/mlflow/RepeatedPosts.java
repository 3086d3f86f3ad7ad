package org.assay.registry.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.assay.kit.identity.CurrentCaller;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Does once what a client sends again because it got no answer. MLflow's clients send no key that
 * would tell a repetition from a second wish for the same, so a {@code POST} of the same caller,
 * path, workspace and body gives the first effect only where the first answer did not arrive: its
 * connection broke, its process ended, or it was a 5xx.
 *
 * <p>The answer is kept in the transaction of its effect. Once it is written to the connection it
 * is forgotten, many together and so a moment later; until then this process knows by heart.
 * Another copy of the service takes it for lost only where this one says so, or two seconds passed.
 * What a client sends again while the first is still being done is done twice.
 */
@ApplicationScoped
public class RepeatedPosts {

  private enum Fate {
    UNDER_WAY,
    HEARD,
    LOST
  }

  private final KeptAnswers answers;
  private final CurrentVertxRequest current;
  private final CurrentCaller caller;
  private final ObjectMapper json;

  /** What became of the answers of this process that the database does not know yet. */
  private final Map<UUID, Fate> fates = new ConcurrentHashMap<>();

  RepeatedPosts(
      KeptAnswers answers, CurrentVertxRequest current, CurrentCaller caller, ObjectMapper json) {
    this.answers = answers;
    this.current = current;
    this.caller = caller;
    this.json = json;
  }

  /**
   * Does what a request asks for, in the running transaction, unless that was done and its answer
   * is lost; then that one is given again.
   *
   * @param body the request's body
   * @param act does it and says what to answer
   */
  public RestResponse<byte[]> once(byte[] body, Supplier<Object> act) {
    RoutingContext request = current.getCurrent();
    byte[] fingerprint = fingerprint(request, body);
    Optional<KeptAnswers.Kept> lost =
        answers.of(fingerprint).stream().filter(this::isLost).findFirst();
    UUID id = lost.map(KeptAnswers.Kept::id).orElseGet(UUID::randomUUID);
    String answer = lost.map(KeptAnswers.Kept::answer).orElseGet(() -> written(act.get()));
    if (lost.isEmpty()) {
      answers.keep(id, fingerprint, answer);
    }
    follow(id, request);
    return RestResponse.ResponseBuilder.ok(answer.getBytes(StandardCharsets.UTF_8))
        .type("application/json")
        .build();
  }

  private boolean isLost(KeptAnswers.Kept kept) {
    Fate fate = fates.get(kept.id());
    return fate == null ? kept.unheard() : fate == Fate.LOST;
  }

  private void follow(UUID id, RoutingContext request) {
    if (request.response().closed()) {
      fates.put(id, Fate.LOST);
      return;
    }
    fates.put(id, Fate.UNDER_WAY);
    request.addEndHandler(
        end ->
            fates.put(
                id,
                end.succeeded() && request.response().getStatusCode() < 500
                    ? Fate.HEARD
                    : Fate.LOST));
  }

  /** Tells the database what became of answers, and forgets it here. */
  @Scheduled(every = "1s", identity = "mlflow-answers")
  void tell() {
    List<UUID> heard = with(Fate.HEARD);
    if (!heard.isEmpty()) {
      answers.forget(heard);
      heard.forEach(id -> fates.remove(id, Fate.HEARD));
    }
    List<UUID> lost = with(Fate.LOST);
    if (!lost.isEmpty()) {
      answers.lost(lost);
      lost.forEach(id -> fates.remove(id, Fate.LOST));
    }
  }

  @Scheduled(every = "1m", identity = "mlflow-old-answers")
  void forgetOld() {
    answers.forgetOld();
  }

  private List<UUID> with(Fate fate) {
    return fates.entrySet().stream()
        .filter(entry -> entry.getValue() == fate)
        .map(Map.Entry::getKey)
        .toList();
  }

  private String written(Object answer) {
    try {
      return json.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer is always JSON", e);
    }
  }

  private byte[] fingerprint(RoutingContext request, byte[] body) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      String workspace = request.request().getHeader(MlflowRequest.WORKSPACE);
      String head =
          String.join(
              "\0",
              caller.get().subject(),
              request.request().path(),
              workspace == null ? "" : workspace,
              "");
      sha256.update(head.getBytes(StandardCharsets.UTF_8));
      return sha256.digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
