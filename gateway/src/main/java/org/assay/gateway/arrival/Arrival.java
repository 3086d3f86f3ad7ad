package org.assay.gateway.arrival;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assay.contracts.problem.CommonProblem;
import org.assay.gateway.problem.ProblemAnswer;
import org.assay.gateway.problem.Refusal;

/** The first thing that sees a request, on every path. */
@ApplicationScoped
public class Arrival {

  /** The header that ties a request to what the services log about it. */
  public static final String REQUEST_ID = "X-Request-Id";

  private static final Pattern WELL_FORMED_ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final HttpMethod TRACK = HttpMethod.valueOf("TRACK");

  /** Before authentication and every route. */
  private static final int FIRST = 1_000;

  void register(@Observes Filters filters) {
    filters.register(this::arrive, FIRST);
  }

  private void arrive(RoutingContext ctx) {
    identify(ctx);
    ctx.addHeadersEndHandler(_ -> AnswerHeaders.complete(ctx));
    Optional<String> fault = PathRule.fault(ctx.request().uri());
    if (fault.isPresent()) {
      ProblemAnswer.send(ctx, Refusal.of(CommonProblem.MALFORMED_PATH, fault.get()));
      return;
    }
    HttpMethod method = ctx.request().method();
    if (method.equals(HttpMethod.TRACE)
        || method.equals(HttpMethod.CONNECT)
        || method.equals(TRACK)) {
      ProblemAnswer.send(
          ctx, Refusal.of(CommonProblem.METHOD_NOT_ALLOWED, "Assay answers no " + method + "."));
      return;
    }
    if (ctx.normalizedPath().startsWith("/q/metrics") && !isLoopback(ctx)) {
      ProblemAnswer.send(ctx, Refusal.of(CommonProblem.NOT_FOUND, "There is nothing here."));
      return;
    }
    ctx.next();
  }

  private static void identify(RoutingContext ctx) {
    MultiMap headers = ctx.request().headers();
    String given = headers.get(REQUEST_ID);
    boolean accepted = given != null && WELL_FORMED_ID.matcher(given).matches();
    String id = accepted ? given : UUID.randomUUID().toString();
    headers.set(REQUEST_ID, id);
    ctx.response().putHeader(REQUEST_ID, id);
  }

  private static boolean isLoopback(RoutingContext ctx) {
    SocketAddress peer = ctx.request().remoteAddress();
    try {
      // A literal address: nothing is looked up.
      return InetAddress.ofLiteral(peer.hostAddress()).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
