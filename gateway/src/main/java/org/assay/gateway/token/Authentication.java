package org.assay.gateway.token;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.assay.contracts.problem.CommonProblem;
import org.assay.gateway.arrival.RawPath;
import org.assay.gateway.limit.Allowance;
import org.assay.gateway.limit.AnonymousLimit;
import org.assay.gateway.limit.CallerKey;
import org.assay.gateway.limit.RateLimit;
import org.assay.gateway.problem.GatewayProblem;
import org.assay.gateway.problem.MlflowPath;
import org.assay.gateway.problem.ProblemAnswer;
import org.assay.gateway.problem.Refusal;
import org.jboss.logging.Logger;

/**
 * Lets nothing under {@code /api/} pass without a verified identity and a request left in its
 * bucket. Who cannot be identified draws from the bucket of the address, so that guessing and
 * verifying are bounded too.
 */
@ApplicationScoped
public class Authentication {

  private static final Logger LOG = Logger.getLogger(Authentication.class);
  private static final int BEFORE_THE_ROUTES = -5;
  private static final Duration PROVIDER_BACK = Duration.ofSeconds(5);
  private static final String INVALID_TOKEN = ", error=\"invalid_token\"";

  private final Identities identities;
  private final BasicToToken basic;
  private final RateLimit limit;

  Authentication(Identities identities, BasicToToken basic, RateLimit limit) {
    this.identities = identities;
    this.basic = basic;
    this.limit = limit;
  }

  void register(@Observes Router router) {
    router.route("/api/*").order(BEFORE_THE_ROUTES).handler(this::identify);
  }

  private void identify(RoutingContext ctx) {
    switch (Presented.in(ctx.request().headers())) {
      case Presented.Nothing _ ->
          refuse(
              ctx,
              Refusal.unauthenticated(
                  "Every path under /api needs an identity: a bearer token, or HTTP Basic with a"
                      + " client's id and secret or an account and its offline token.",
                  ""));
      case Presented.Unreadable unreadable ->
          refuse(ctx, Refusal.unauthenticated(unreadable.reason(), ""));
      case Presented.Bearer bearer -> bearer(ctx, bearer.token());
      case Presented.Basic presented -> basic(ctx, presented);
    }
  }

  private void bearer(RoutingContext ctx, String token) {
    Caller known = identities.remembered(token);
    if (known != null) {
      admit(ctx, known);
      return;
    }
    if (isAddressExhausted(ctx)) {
      return;
    }
    ctx.request().pause();
    identities
        .verify(token, ctx)
        .onSuccess(caller -> admit(ctx, caller))
        .onFailure(failure -> explain(ctx, failure));
  }

  private void basic(RoutingContext ctx, Presented.Basic presented) {
    // A guesser must not lock out who signed in before from the same address.
    if (!basic.knows(presented) && (isGuessing(ctx, presented) || isAddressExhausted(ctx))) {
      return;
    }
    ctx.request().pause();
    basic
        .exchange(
            presented,
            ctx.vertx().getOrCreateContext(),
            () -> limit.signInFailed(address(ctx), name(presented)))
        .compose(token -> verified(ctx, token))
        .compose(caller -> sameAccount(ctx, presented, caller))
        .onSuccess(caller -> admit(ctx, caller))
        .onFailure(failure -> explain(ctx, failure));
  }

  private Future<Caller> verified(RoutingContext ctx, String token) {
    Caller known = identities.remembered(token);
    return known != null ? Future.succeededFuture(known) : identities.verify(token, ctx);
  }

  /** A person's name must be that of the token, or logs and people would believe a false one. */
  private Future<Caller> sameAccount(RoutingContext ctx, Presented.Basic presented, Caller caller) {
    if (!presented.presentsOfflineToken() || presented.user().equals(caller.account())) {
      return Future.succeededFuture(caller);
    }
    SignInFailure failure =
        new SignInFailure(
            SignInFailure.Kind.CREDENTIALS_REFUSED,
            "The offline token belongs to another account than the name given with it.");
    basic.refuse(presented, failure);
    limit.signInFailed(address(ctx), name(presented));
    return Future.failedFuture(failure);
  }

  private void admit(RoutingContext ctx, Caller caller) {
    Allowance allowance = limit.take(bucket(ctx, caller));
    if (!allowance.granted()) {
      AnonymousLimit.refuse(ctx, allowance);
      return;
    }
    allowance.describe(ctx.response().headers());
    caller.attach(ctx);
    ctx.next();
  }

  private static CallerKey bucket(RoutingContext ctx, Caller caller) {
    return MlflowPath.kindOf(RawPath.of(ctx)).isPresent()
        ? CallerKey.mlflowOf(caller.subject())
        : CallerKey.subject(caller.subject());
  }

  private void explain(RoutingContext ctx, Throwable failure) {
    if (!(failure instanceof SignInFailure known)) {
      LOG.error("A sign-in failed unexpectedly", failure);
      ProblemAnswer.send(
          ctx, Refusal.of(CommonProblem.INTERNAL_ERROR, "The identity could not be read."));
      return;
    }
    LOG.debugf("Sign-in refused: %s", known.kind());
    switch (known.kind()) {
      case TOKEN_REFUSED -> refuse(ctx, Refusal.unauthenticated(known.detail(), INVALID_TOKEN));
      case CREDENTIALS_REFUSED -> refuse(ctx, Refusal.unauthenticated(known.detail(), ""));
      case PROVIDER_AWAY ->
          ProblemAnswer.send(
              ctx,
              Refusal.of(CommonProblem.IDENTITY_PROVIDER_AWAY, known.detail())
                  .retryAfter(PROVIDER_BACK));
    }
  }

  private void refuse(RoutingContext ctx, Refusal refusal) {
    Allowance allowance = limit.take(address(ctx));
    if (!allowance.granted()) {
      AnonymousLimit.refuse(ctx, allowance);
      return;
    }
    ProblemAnswer.send(ctx, refusal);
  }

  private boolean isGuessing(RoutingContext ctx, Presented.Basic presented) {
    if (!limit.isGuessing(address(ctx), name(presented))) {
      return false;
    }
    Refusal refusal =
        Refusal.of(
            GatewayProblem.TOO_MANY_FAILED_SIGN_INS,
            "So many sign-ins failed from this address that none is tried now.");
    ProblemAnswer.send(ctx, refusal.retryAfter(limit.betweenSignIns()));
    return true;
  }

  private boolean isAddressExhausted(RoutingContext ctx) {
    if (!limit.isExhausted(address(ctx))) {
      return false;
    }
    AnonymousLimit.refuse(ctx, limit.take(address(ctx)));
    return true;
  }

  private static String name(Presented.Basic presented) {
    return TokenDigest.of(presented.user());
  }

  private static CallerKey address(RoutingContext ctx) {
    return CallerKey.address(ctx.request().remoteAddress());
  }
}
