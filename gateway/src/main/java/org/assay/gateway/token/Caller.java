package org.assay.gateway.token;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * A verified identity.
 *
 * @param subject the provider's id of the person or machine
 * @param account the account's name, absent where the token has none
 * @param roles Assay's realm roles, sorted
 * @param unit the organisational unit an administrator gave
 * @param expires when the token ends
 * @param token the access token itself, which the services verify again
 */
public record Caller(
    String subject,
    @Nullable String account,
    List<String> roles,
    @Nullable String unit,
    Instant expires,
    String token) {

  private static final String KEY = Caller.class.getName();

  /** Copies the roles. */
  public Caller {
    roles = List.copyOf(roles);
  }

  static Caller from(JsonWebToken claims, String token) {
    return new Caller(
        claims.getSubject(),
        claims.getClaim("preferred_username"),
        RealmRoles.of(claims),
        claims.getClaim("unit"),
        Instant.ofEpochSecond(claims.getExpirationTime()),
        token);
  }

  void attach(RoutingContext ctx) {
    ctx.put(KEY, this);
  }

  /** Returns who sends this request; {@link Authentication} ran before. */
  public static Caller of(RoutingContext ctx) {
    Caller caller = ctx.get(KEY);
    if (caller == null) {
      throw new IllegalStateException("A route under /api ran without authentication");
    }
    return caller;
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "Caller[" + subject + "]";
  }
}
