package org.assay.gateway.me;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import org.assay.contracts.problem.CommonProblem;
import org.assay.gateway.arrival.RawPath;
import org.assay.gateway.problem.ProblemAnswer;
import org.assay.gateway.problem.Refusal;
import org.assay.gateway.token.Caller;

/** {@code GET /api/v1/me}. */
@ApplicationScoped
public class MeRoute {

  private static final String PATH = "/api/v1/me";

  /** After authentication, before the services' routes. */
  private static final int ORDER = -1;

  private final ObjectMapper json;

  MeRoute(ObjectMapper json) {
    this.json = json;
  }

  void register(@Observes Router router) {
    router.route(PATH).order(ORDER).handler(this::answer);
  }

  private void answer(RoutingContext ctx) {
    if (!RawPath.of(ctx).equals(PATH)) {
      ctx.next(); // another spelling is another path
      return;
    }
    HttpMethod method = ctx.request().method();
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      ProblemAnswer.send(
          ctx,
          Refusal.of(CommonProblem.METHOD_NOT_ALLOWED, "Only GET and HEAD apply here.")
              .withHeader("Allow", "GET, HEAD"));
      return;
    }
    try {
      byte[] body = json.writeValueAsBytes(MeView.from(Caller.of(ctx)));
      ctx.response()
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
          .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store")
          .putHeader(HttpHeaders.VARY, "Authorization")
          .end(Buffer.buffer(body));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
