package org.assay.gateway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A small OpenID Connect provider: discovery, keys and the two grants the gateway uses. */
public final class TestIssuer implements AutoCloseable {

  private static final String KEY_ID = "test-key";

  private final HttpServer server;
  private final KeyPair keys = newKeys();
  private final AtomicInteger grants = new AtomicInteger();

  /** Starts on a free port. */
  public TestIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/.well-known/openid-configuration", e -> answer(e, 200, discovery()));
    server.createContext("/keys", e -> answer(e, 200, jwks()));
    server.createContext("/token", this::token);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** The issuer's address, also the claim iss. */
  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** How many grants were asked for. */
  public int grants() {
    return grants.get();
  }

  /** The subject of an account. */
  public static String subject(String account) {
    return UUID.nameUUIDFromBytes(account.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** A valid token of an account. */
  public String tokenOf(String account) {
    return sign(claims(account), keys);
  }

  /** A valid token that soon ends. */
  public String shortTokenOf(String account, Duration life) {
    return sign(claims(account).expiresAt(Instant.now().plus(life)), keys);
  }

  /** A token that ended a minute ago. */
  public String expired(String account) {
    Instant past = Instant.now().minusSeconds(60);
    return sign(claims(account).issuedAt(past.minusSeconds(300)).expiresAt(past), keys);
  }

  /** A token for somebody else's API. */
  public String foreignAudience(String account) {
    return sign(claims(account).audience("another-api"), keys);
  }

  /** A token of another issuer, signed with the right key. */
  public String foreignIssuer(String account) {
    return sign(claims(account).issuer("http://localhost:1/realms/other"), keys);
  }

  /** A token signed with another key of the same id. */
  public String otherKey(String account) {
    return sign(claims(account), newKeys());
  }

  /** A token signed by the public key as if it were a shared secret (HS256). */
  public String symmetric(String account) {
    String secret = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    return claims(account).jws().keyId(KEY_ID).signWithSecret(secret);
  }

  /** A token that says it needs no signature. */
  public String unsigned(String account) {
    String[] parts = tokenOf(account).split("\\.", -1);
    String header = "{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"" + KEY_ID + "\"}";
    return base64(header.getBytes(StandardCharsets.UTF_8)) + "." + parts[1] + ".";
  }

  /** An offline token: a JWT that only this provider reads. */
  public static String offlineToken(String account, String client) {
    String claims =
        "{\"typ\":\"Offline\",\"azp\":\"%s\",\"account\":\"%s\"}".formatted(client, account);
    return base64("{\"alg\":\"HS512\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + base64(claims.getBytes(StandardCharsets.UTF_8))
        + "."
        + base64("signature".getBytes(StandardCharsets.UTF_8));
  }

  private JwtClaimsBuilder claims(String account) {
    return Jwt.claims()
        .issuer(url())
        .subject(subject(account))
        .audience("assay")
        .issuedAt(Instant.now())
        .expiresAt(Instant.now().plusSeconds(300))
        .claim("preferred_username", account)
        .claim("unit", "credit")
        .claim("realm_access", Map.of("roles", List.of("engineer", "offline_access")));
  }

  private static String sign(JwtClaimsBuilder claims, KeyPair keys) {
    return claims.jws().keyId(KEY_ID).sign(keys.getPrivate());
  }

  private String discovery() {
    return """
        {"issuer":"%1$s","jwks_uri":"%1$s/keys","token_endpoint":"%1$s/token",
         "authorization_endpoint":"%1$s/auth","subject_types_supported":["public"]}
        """
        .formatted(url());
  }

  private String jwks() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return """
        {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}
        """
        .formatted(KEY_ID, unsigned(key.getModulus()), unsigned(key.getPublicExponent()));
  }

  private void token(HttpExchange exchange) throws IOException {
    grants.incrementAndGet();
    Map<String, String> form =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    boolean machine =
        "client_credentials".equals(form.get("grant_type"))
            && "ci".equals(form.get("client_id"))
            && "ci:secret".equals(form.get("client_secret"));
    String refresh = form.getOrDefault("refresh_token", "");
    boolean person =
        "refresh_token".equals(form.get("grant_type"))
            && refresh.equals(offlineToken("engineer", form.getOrDefault("client_id", "")));
    if (machine || person) {
      String token = tokenOf(machine ? "service-account-ci" : "engineer");
      answer(exchange, 200, "{\"access_token\":\"%s\",\"expires_in\":300}".formatted(token));
      return;
    }
    answer(exchange, 401, "{\"error\":\"invalid_client\"}");
  }

  private static Map<String, String> form(String body) {
    Map<String, String> fields = new HashMap<>();
    for (String field : body.split("&", -1)) {
      int equals = field.indexOf('=');
      fields.put(field.substring(0, equals), decode(field.substring(equals + 1)));
    }
    return fields;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return base64(Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
