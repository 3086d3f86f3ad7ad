package org.assay.gateway.route;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.assay.contracts.problem.CommonProblem;
import org.assay.gateway.arrival.RawPath;
import org.assay.gateway.problem.ProblemAnswer;
import org.assay.gateway.problem.Refusal;
import org.jboss.logging.Logger;

/** Sends what is under {@code /api/} on its way, and answers for paths that nobody owns. */
@ApplicationScoped
public class Routes {

  private static final Logger LOG = Logger.getLogger(Routes.class);

  private final RouteTable table;
  private final Backends backends;
  private final RouteMetrics metrics;

  Routes(RouteTable table, Backends backends, RouteMetrics metrics) {
    this.table = table;
    this.backends = backends;
    this.metrics = metrics;
  }

  void register(@Observes Router router) {
    router.route("/api/*").handler(this::forward);
    router.route().last().handler(Routes::nothingHere).failureHandler(Routes::failed);
  }

  private void forward(RoutingContext ctx) {
    Optional<Route> route = table.find(RawPath.of(ctx));
    if (route.isEmpty()) {
      nothingHere(ctx);
      return;
    }
    forward(ctx, route.get());
  }

  private void forward(RoutingContext ctx, Route route) {
    if (declaredLength(ctx) > route.bodyLimit()) {
      ProblemAnswer.send(ctx, Failures.tooLarge(route));
      return;
    }
    new Forwarding(ctx, route, backends.of(route.service()), metrics.start(route.service()))
        .start();
  }

  /** A length that is no number never gets here: the HTTP decoder refuses it. */
  private static long declaredLength(RoutingContext ctx) {
    String length = ctx.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return 0;
    }
    try {
      return Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  /** What no handler foresaw is told without its cause, which is for the log. */
  private static void failed(RoutingContext ctx) {
    if (ctx.statusCode() == CommonProblem.PAYLOAD_TOO_LARGE.status()) {
      ProblemAnswer.send(
          ctx, Refusal.of(CommonProblem.PAYLOAD_TOO_LARGE, "No body of this length is accepted."));
      return;
    }
    LOG.error("A request failed unexpectedly", ctx.failure());
    ProblemAnswer.send(
        ctx, Refusal.of(CommonProblem.INTERNAL_ERROR, "The gateway could not answer."));
  }

  private static void nothingHere(RoutingContext ctx) {
    ProblemAnswer.send(
        ctx,
        Refusal.of(CommonProblem.NOT_FOUND, "Nothing answers for this path.")
            .withHelp("The paths are listed at /docs and in /openapi."));
  }
}
