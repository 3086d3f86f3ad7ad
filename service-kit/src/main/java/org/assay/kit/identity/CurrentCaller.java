package org.assay.kit.identity;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller of the running request. */
@RequestScoped
public class CurrentCaller {

  /** The prefix of the account of a client's service account, as Keycloak writes it. */
  static final String MACHINE_PREFIX = "service-account-";

  private final SecurityIdentity identity;
  private final Identities identities;
  private Set<Role> held = EnumSet.allOf(Role.class);

  @Inject
  CurrentCaller(SecurityIdentity identity, Identities identities) {
    this.identity = identity;
    this.identities = identities;
  }

  /** Leaves of the token's roles only those that the caller is known to hold still. */
  void holdsOnly(Set<Role> roles) {
    held = Set.copyOf(roles);
  }

  /**
   * Returns who sent the request.
   *
   * <p>A token that names no account ({@code preferred_username}) counts as a machine's: only the
   * account's name tells machines from people, so without it nobody is shown to be a person, and
   * what only people may do is refused.
   *
   * @throws UnauthorizedException if it carried no token, which is answered 401
   */
  public Caller get() {
    if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken jwt)) {
      throw new UnauthorizedException();
    }
    String subject = jwt.getSubject();
    if (subject == null || subject.isBlank()) {
      throw new UnauthorizedException("The token names no subject");
    }
    Optional<String> account =
        Optional.<String>ofNullable(jwt.getClaim("preferred_username"))
            .filter(name -> !name.isBlank());
    return new Caller(
        subject,
        account.orElse(subject),
        identity.getRoles().stream()
            .flatMap(role -> Role.ofClaim(role).stream())
            .filter(held::contains)
            .collect(Collectors.toUnmodifiableSet()),
        jwt.getClaim("unit"),
        account.map(name -> name.startsWith(MACHINE_PREFIX)).orElse(true),
        signIn(jwt),
        identities,
        identity.getCredential(AccessTokenCredential.class).getToken());
  }

  private static SignIn signIn(JsonWebToken jwt) {
    Object time = jwt.getClaim("auth_time");
    Object level = jwt.getClaim("acr");
    return new SignIn(
        time instanceof Number seconds && seconds.longValue() > 0
            ? Instant.ofEpochSecond(seconds.longValue())
            : null,
        level instanceof String name && !name.isBlank() ? name : null);
  }
}
