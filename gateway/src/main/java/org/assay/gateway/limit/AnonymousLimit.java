package org.assay.gateway.limit;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.assay.contracts.problem.CommonProblem;
import org.assay.gateway.problem.ProblemAnswer;
import org.assay.gateway.problem.Refusal;

/** Limits by address what needs no identity: the pages. Health checks are not limited. */
@ApplicationScoped
public class AnonymousLimit {

  private static final int BEFORE_THE_PAGES = -10;

  private final RateLimit limit;

  AnonymousLimit(RateLimit limit) {
    this.limit = limit;
  }

  void register(@Observes Router router) {
    router.route().order(BEFORE_THE_PAGES).handler(this::check);
  }

  private void check(RoutingContext ctx) {
    String path = ctx.normalizedPath();
    if (path.startsWith("/api/") || path.startsWith("/q/")) {
      ctx.next();
      return;
    }
    Allowance allowance = limit.take(CallerKey.address(ctx.request().remoteAddress()));
    if (allowance.granted()) {
      ctx.next();
      return;
    }
    refuse(ctx, allowance);
  }

  /** Answers 429 with the time to wait. */
  public static void refuse(RoutingContext ctx, Allowance allowance) {
    allowance.describe(ctx.response().headers());
    String detail =
        "At most %d requests a second, and %d at once, are answered."
            .formatted(allowance.perSecond(), allowance.burst());
    ProblemAnswer.send(
        ctx, Refusal.of(CommonProblem.TOO_MANY_REQUESTS, detail).retryAfter(allowance.untilNext()));
  }
}
