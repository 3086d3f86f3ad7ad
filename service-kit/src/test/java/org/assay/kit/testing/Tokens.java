package org.assay.kit.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Signed access tokens of the demo accounts, as {@link IssuerResource} issues them: {@code
 * given().auth().oauth2(Tokens.of("engineer"))}.
 */
public final class Tokens {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LIFE = Duration.ofMinutes(5);

  private static final Map<String, Known> KNOWN = new ConcurrentHashMap<>();

  private record Known(String token, Instant until) {}

  private Tokens() {}

  /**
   * A valid token of a demo account, the same one for a while: a signature costs what a test does.
   */
  public static String of(String account) {
    return KNOWN
        .compute(IssuerResource.issuer() + " " + account, (_, known) -> current(known, account))
        .token();
  }

  /** Has the account's next token be another one. */
  static void forget(String token) {
    KNOWN.values().removeIf(known -> known.token().equals(token));
  }

  private static Known current(@Nullable Known known, String account) {
    Instant now = Instant.now();
    return known != null && now.isBefore(known.until())
        ? known
        : new Known(forAccount(account).token(), now.plus(LIFE.dividedBy(2)));
  }

  /** A valid token of the machine client {@code ci}. */
  public static String machine() {
    return of("service-account-ci");
  }

  /** The subject of a demo account. */
  public static String subject(String account) {
    return DemoAccounts.subjectOf(account);
  }

  /** A token to change before it is signed. */
  public static Builder forAccount(String account) {
    DemoAccounts.Account known =
        DemoAccounts.named(account).orElse(new DemoAccounts.Account(account, List.of(), null));
    return new Builder(known);
  }

  /** The same token with another signature. */
  public static String tampered(String token) {
    int dot = token.lastIndexOf('.');
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
    signature[0] ^= 1;
    return token.substring(0, dot + 1)
        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  /** A token without a signature ({@code alg: none}). */
  public static String unsigned(String account) {
    String signed = of(account);
    String claims = signed.split("\\.", -1)[1];
    return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + claims
        + ".";
  }

  /** A token on its way. */
  public static final class Builder {

    private final Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    private Instant issued = Instant.now();
    private Duration life = LIFE;

    private Builder(DemoAccounts.Account account) {
      claims.put("iss", IssuerResource.issuer());
      claims.put("sub", account.subject());
      claims.put("aud", List.of("assay"));
      claims.put("typ", "Bearer");
      claims.put("azp", "assay-cli");
      claims.put("jti", UUID.randomUUID().toString());
      claims.put("preferred_username", account.name());
      claims.put("realm_access", Map.of("roles", account.roles()));
      if (account.unit() != null) {
        claims.put("unit", account.unit());
      }
    }

    /** Lets it end an hour ago. */
    public Builder expired() {
      issued = Instant.now().minus(Duration.ofHours(2));
      life = Duration.ofHours(1);
      return this;
    }

    /** Sets another audience. */
    public Builder audience(String audience) {
      claims.put("aud", List.of(audience));
      return this;
    }

    /** Sets another issuer. */
    public Builder issuer(String issuer) {
      claims.put("iss", issuer);
      return this;
    }

    /** Sets other realm roles. */
    public Builder withRoles(String... roles) {
      claims.put("realm_access", Map.of("roles", List.of(roles)));
      return this;
    }

    /** Sets another unit, or none. */
    public Builder unit(@Nullable String unit) {
      claims.put("unit", unit);
      return this;
    }

    /** Sets any claim. */
    public Builder claim(String name, Object value) {
      claims.put(name, value);
      return this;
    }

    /** Leaves a claim out. */
    public Builder without(String name) {
      claims.remove(name);
      return this;
    }

    /** Signs it. */
    public String token() {
      claims.values().removeIf(value -> value == null);
      claims.put("iat", issued.getEpochSecond());
      claims.put("exp", issued.plus(life).getEpochSecond());
      try {
        String header =
            JSON.writeValueAsString(Map.of("alg", "RS256", "typ", "JWT", "kid", IssuerKeys.KEY_ID));
        return IssuerKeys.sign(header, JSON.writeValueAsString(claims));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
