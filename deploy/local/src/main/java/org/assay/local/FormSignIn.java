package org.assay.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Signs a demo account in as a browser does: by the provider's form, with the code flow and PKCE
 * (RFC 7636), by the client {@code assay-cli}. Unlike those of the password grant, such tokens say
 * when that was ({@code auth_time}).
 */
public final class FormSignIn {

  private static final String BACK = "http://127.0.0.1/signed-in";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final String issuer;
  private final HttpClient http;
  private final Map<String, String> cookies = new TreeMap<>();

  private FormSignIn(String issuer, HttpClient http) {
    this.issuer = issuer;
    this.http = http;
  }

  /**
   * Signs an account in, whose password is its name.
   *
   * @param issuer such as {@code http://localhost:8180/realms/assay}
   * @return what the provider answers: {@code access_token}, {@code refresh_token}
   * @throws IOException if the provider does not answer, or does not know the account
   */
  public static JsonNode signIn(String issuer, String account) throws IOException {
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      return new FormSignIn(issuer, http).signIn(account);
    }
  }

  private JsonNode signIn(String account) throws IOException {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    String verifier = BASE64.encodeToString(random);
    String page =
        send(request(
                    endpoint("auth")
                        + "?"
                        + form(
                            Map.of(
                                "client_id", "assay-cli",
                                "response_type", "code",
                                "scope", "openid",
                                "redirect_uri", BACK,
                                "prompt", "login",
                                "code_challenge", BASE64.encodeToString(sha256(verifier)),
                                "code_challenge_method", "S256")))
                .GET())
            .body();
    String target = found(ACTION, page, "a form to sign in").replace("&amp;", "&");
    HttpResponse<String> sent = post(target, Map.of("username", account, "password", account));
    String back = sent.headers().firstValue("Location").orElse("");
    String code = found(CODE, back, "a code for '" + account + "'");
    HttpResponse<String> token =
        post(
            endpoint("token"),
            Map.of(
                "grant_type", "authorization_code",
                "client_id", "assay-cli",
                "code", code,
                "redirect_uri", BACK,
                "code_verifier", verifier));
    if (token.statusCode() != 200) {
      throw new IOException("The provider gave no token: HTTP " + token.statusCode());
    }
    return JSON.readTree(token.body());
  }

  private String endpoint(String name) {
    return issuer + "/protocol/openid-connect/" + name;
  }

  private HttpResponse<String> post(String url, Map<String, String> fields) throws IOException {
    return send(
        request(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
  }

  /** Cookies marked Secure are sent to loopback without TLS too, as browsers do. */
  private HttpRequest.Builder request(String url) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      List<String> set = response.headers().allValues("Set-Cookie");
      for (String cookie : set) {
        String pair = cookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
      return response;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String found(Pattern pattern, String text, String what) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("The provider did not answer with " + what);
    }
    return matcher.group(1);
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
