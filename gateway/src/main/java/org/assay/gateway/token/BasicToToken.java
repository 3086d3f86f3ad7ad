package org.assay.gateway.token;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Exchanges HTTP Basic for an access token: a machine's client id and secret by the client
 * credentials grant (RFC 6749 section 4.4), a person's account and offline token by the refresh
 * grant (section 6). The token is kept until shortly before it expires, under a digest of what was
 * presented; requests that present the same at the same time share one exchange.
 */
@ApplicationScoped
public class BasicToToken {

  private final Provider provider;
  private final TokenConfig config;
  private final String ownClient;
  private final Optional<String> ownSecret;
  private final AsyncCache<String, Granted> granted;
  private final Cache<String, SignInFailure> refused;

  BasicToToken(
      Provider provider,
      TokenConfig config,
      @ConfigProperty(name = "quarkus.oidc.client-id") String ownClient,
      @ConfigProperty(name = "quarkus.oidc.credentials.secret") Optional<String> ownSecret) {
    this.provider = provider;
    this.config = config;
    this.ownClient = ownClient;
    this.ownSecret = ownSecret;
    this.granted =
        Caffeine.newBuilder()
            .maximumSize(config.identities())
            .expireAfter(Expiry.creating((String _, Granted token) -> token.kept()))
            .buildAsync();
    this.refused =
        Caffeine.newBuilder()
            .maximumSize(config.identities())
            .expireAfterWrite(config.refusalRemembered())
            .build();
  }

  /** Returns whether the provider need not be asked: it granted or refused this already. */
  boolean knows(Presented.Basic presented) {
    String key = TokenDigest.of(presented.user(), presented.secret());
    return refused.getIfPresent(key) != null || granted.getIfPresent(key) != null;
  }

  /**
   * Returns an access token for what was presented; fails with {@link SignInFailure}.
   *
   * @param context where the caller goes on
   * @param newlyRefused run where this call's own exchange is refused, not for a remembered refusal
   */
  Future<String> exchange(Presented.Basic presented, Context context, Runnable newlyRefused) {
    String key = TokenDigest.of(presented.user(), presented.secret());
    SignInFailure known = refused.getIfPresent(key);
    if (known != null) {
      return Future.failedFuture(known);
    }
    return Future.fromCompletionStage(
            granted.get(
                key,
                (_, _) ->
                    ask(presented)
                        .onFailure(failure -> remember(key, failure, newlyRefused))
                        .toCompletionStage()
                        .toCompletableFuture()),
            context)
        .map(Granted::token)
        .recover(failure -> Future.failedFuture(unwrap(failure)));
  }

  /** Refuses for a while what turned out to be another's token. */
  void refuse(Presented.Basic presented, SignInFailure failure) {
    String key = TokenDigest.of(presented.user(), presented.secret());
    granted.synchronous().invalidate(key);
    refused.put(key, failure);
  }

  private void remember(String key, Throwable failure, Runnable newlyRefused) {
    if (failure instanceof SignInFailure known
        && known.kind() == SignInFailure.Kind.CREDENTIALS_REFUSED) {
      refused.put(key, known);
      newlyRefused.run();
    }
  }

  private static Throwable unwrap(Throwable failure) {
    if (failure instanceof CompletionException && failure.getCause() != null) {
      return failure.getCause();
    }
    return failure;
  }

  private Future<Granted> ask(Presented.Basic presented) {
    Map<String, String> form =
        presented.presentsOfflineToken() ? refresh(presented) : clientCredentials(presented);
    if (form.isEmpty()) {
      return Future.failedFuture(
          new SignInFailure(
              SignInFailure.Kind.CREDENTIALS_REFUSED,
              "The offline token was issued to a client that may not be used here."));
    }
    return provider.grant(form).map(this::read);
  }

  private Map<String, String> clientCredentials(Presented.Basic presented) {
    return Map.of(
        "grant_type", "client_credentials",
        "client_id", presented.user(),
        "client_secret", presented.secret());
  }

  /** The refresh must come from the client the token was issued to; an empty form if from none. */
  private Map<String, String> refresh(Presented.Basic presented) {
    String client = issuedTo(presented.secret());
    if (!client.equals(ownClient) && !config.offlineClients().contains(client)) {
      return Map.of();
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", presented.secret());
    form.put("client_id", client);
    if (client.equals(ownClient)) {
      ownSecret.ifPresent(secret -> form.put("client_secret", secret));
    }
    return form;
  }

  /** Read without verifying: it only chooses the client, the provider decides. */
  private static String issuedTo(String offlineToken) {
    try {
      byte[] claims = Base64.getUrlDecoder().decode(offlineToken.split("\\.", -1)[1]);
      return new JsonObject(new String(claims, StandardCharsets.UTF_8)).getString("azp", "");
    } catch (IllegalArgumentException | DecodeException | ClassCastException e) {
      return "";
    }
  }

  private Granted read(JsonObject answer) {
    if (!(answer.getValue("access_token") instanceof String token)) {
      throw SignInFailure.providerAway();
    }
    long seconds = answer.getValue("expires_in") instanceof Number n ? n.longValue() : 0;
    Duration kept = Duration.ofSeconds(seconds).minus(config.renewBefore());
    return new Granted(token, kept.isNegative() ? Duration.ZERO : kept);
  }

  private record Granted(String token, Duration kept) {
    @Override
    public String toString() {
      return "Granted[" + kept + "]";
    }
  }
}
