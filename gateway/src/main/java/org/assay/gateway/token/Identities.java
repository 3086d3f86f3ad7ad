package org.assay.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens: RS256 by the provider's published keys, issuer, audience, expiry. A
 * verified identity is remembered for a short time by the token's digest, for verifying a signature
 * costs more than all the rest of a request.
 */
@ApplicationScoped
public class Identities {

  private final IdentityProviderManager verifier;
  private final Cache<String, Caller> remembered;
  private final Clock clock = Clock.systemUTC();

  Identities(IdentityProviderManager verifier, TokenConfig config) {
    this.verifier = verifier;
    this.remembered =
        Caffeine.newBuilder()
            .maximumSize(config.identities())
            .expireAfter(
                Expiry.creating(
                    (String _, Caller caller) -> untilForgotten(caller, config.remembered())))
            .build();
  }

  /** Returns who holds the token if that is known already. */
  @Nullable Caller remembered(String token) {
    Caller caller = remembered.getIfPresent(TokenDigest.of(token));
    return caller != null && caller.expires().isAfter(clock.instant()) ? caller : null;
  }

  /** Verifies the token; fails with {@link SignInFailure}. */
  Future<Caller> verify(String token, RoutingContext ctx) {
    TokenAuthenticationRequest request =
        new TokenAuthenticationRequest(new AccessTokenCredential(token));
    HttpSecurityUtils.setRoutingContextAttribute(request, ctx);
    return Future.fromCompletionStage(
            verifier.authenticate(request).subscribeAsCompletionStage(),
            ctx.vertx().getOrCreateContext())
        .map(identity -> caller(identity, token))
        .onSuccess(caller -> remembered.put(TokenDigest.of(token), caller))
        .recover(failure -> Future.failedFuture(reason(failure)));
  }

  private static Caller caller(SecurityIdentity identity, String token) {
    if (identity.getPrincipal() instanceof JsonWebToken claims
        && claims.getSubject() != null
        && !claims.getSubject().isBlank()) {
      return Caller.from(claims, token);
    }
    throw new SignInFailure(
        SignInFailure.Kind.TOKEN_REFUSED, "The token names no subject (the claim 'sub').");
  }

  private Duration untilForgotten(Caller caller, Duration longest) {
    Duration left = Duration.between(clock.instant(), caller.expires());
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(longest) < 0 ? left : longest;
  }

  private static SignInFailure reason(Throwable failure) {
    if (failure instanceof SignInFailure known) {
      return known;
    }
    boolean refused = failure instanceof AuthenticationFailedException;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidJwtException invalid) {
        return refused(invalid);
      }
      if (cause instanceof OIDCException || cause instanceof IOException) {
        return SignInFailure.providerAway();
      }
    }
    return refused ? refused() : SignInFailure.providerAway();
  }

  private static SignInFailure refused(InvalidJwtException invalid) {
    if (invalid.hasExpired()) {
      return new SignInFailure(
          SignInFailure.Kind.TOKEN_REFUSED,
          "The token has expired; access tokens live a few minutes, so get a new one.");
    }
    return refused();
  }

  private static SignInFailure refused() {
    return new SignInFailure(
        SignInFailure.Kind.TOKEN_REFUSED,
        "The token is not valid here: it must be an access token that the configured provider"
            + " signed (RS256) for the audience 'assay'.");
  }
}
