package org.assay.gateway.token;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The OpenID Connect provider as the gateway calls it itself: discovery, keys, token endpoint. */
@ApplicationScoped
public class Provider {

  private static final int CONNECTIONS = 16;
  private static final int WAITING = 200;
  private static final int CONNECT_MILLIS = 1_000;

  private final HttpClient client;
  private final String issuer;
  private final long timeoutMillis;

  /** What discovery said; asked again until it once answered. */
  private volatile @Nullable JsonObject metadata;

  Provider(
      Vertx vertx,
      TokenConfig config,
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") String issuer) {
    this.issuer = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    this.timeoutMillis = config.providerTimeout().toMillis();
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(WAITING));
  }

  /**
   * Asks the token endpoint.
   *
   * @param form the grant (RFC 6749 sections 4.4.2 and 6), with the client's authentication
   * @return the answer; fails with {@link SignInFailure}
   */
  Future<JsonObject> grant(Map<String, String> form) {
    return metadata()
        .compose(known -> post(known.getString("token_endpoint"), encoded(form)))
        .compose(Provider::granted)
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof SignInFailure ? failure : SignInFailure.providerAway()));
  }

  /** Succeeds if the provider publishes at least one key. */
  public Future<Void> publishesKeys() {
    return metadata()
        .compose(known -> fetch(known.getString("jwks_uri")))
        .compose(
            keys ->
                keys.getJsonArray("keys").isEmpty()
                    ? Future.failedFuture("no keys")
                    : Future.succeededFuture());
  }

  private Future<JsonObject> metadata() {
    JsonObject known = metadata;
    if (known != null) {
      return Future.succeededFuture(known);
    }
    return fetch(issuer + "/.well-known/openid-configuration")
        .onSuccess(answer -> this.metadata = answer);
  }

  private Future<JsonObject> fetch(String url) {
    return client
        .request(new RequestOptions().setAbsoluteURI(url).setTimeout(timeoutMillis))
        .compose(request -> request.send())
        .compose(
            answer ->
                answer.statusCode() == 200
                    ? answer.body().map(Buffer::toJsonObject)
                    : Future.failedFuture("The provider answered " + answer.statusCode()));
  }

  private Future<HttpClientResponse> post(String url, Buffer body) {
    return client
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(url)
                .setTimeout(timeoutMillis)
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .putHeader("Accept", "application/json"))
        .compose(request -> request.send(body));
  }

  private static Future<JsonObject> granted(HttpClientResponse answer) {
    return switch (answer.statusCode()) {
      case 200 -> answer.body().map(Provider::json);
      case 400, 401, 403 ->
          answer
              .body()
              .compose(
                  _ ->
                      Future.failedFuture(
                          new SignInFailure(
                              SignInFailure.Kind.CREDENTIALS_REFUSED,
                              "The provider refuses this name and secret.")));
      default -> Future.failedFuture(SignInFailure.providerAway());
    };
  }

  private static JsonObject json(Buffer body) {
    try {
      return body.toJsonObject();
    } catch (DecodeException e) {
      throw SignInFailure.providerAway();
    }
  }

  private static Buffer encoded(Map<String, String> form) {
    return Buffer.buffer(
        form.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&")));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
