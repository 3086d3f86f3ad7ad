package org.assay.gateway.token;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a request presents as its identity, read but not believed. */
sealed interface Presented {

  /** No Authorization header. */
  record Nothing() implements Presented {}

  /** A bearer token (RFC 6750). */
  record Bearer(String token) implements Presented {
    @Override
    public String toString() {
      return "Bearer[]";
    }
  }

  /** A user and a secret (RFC 7617, in UTF-8). */
  record Basic(String user, String secret) implements Presented {

    /** An offline token is a JWT; a client secret with two dots would not be one. */
    private static final Pattern JWT =
        Pattern.compile("[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}");

    boolean presentsOfflineToken() {
      return JWT.matcher(secret).matches();
    }

    @Override
    public String toString() {
      return "Basic[" + user + "]";
    }
  }

  /** A header that says nothing usable. */
  record Unreadable(String reason) implements Presented {}

  /** A token's characters (RFC 6750 section 2.1). */
  Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  /** Reads the Authorization header. */
  static Presented in(MultiMap headers) {
    List<String> values = headers.getAll(HttpHeaders.AUTHORIZATION);
    if (values.isEmpty()) {
      return new Nothing();
    }
    if (values.size() > 1) {
      return new Unreadable("The request carries more than one Authorization header.");
    }
    String value = values.getFirst().strip();
    int space = value.indexOf(' ');
    String scheme = (space < 0 ? value : value.substring(0, space)).toLowerCase(Locale.ROOT);
    String credentials = space < 0 ? "" : value.substring(space + 1).strip();
    return switch (scheme) {
      case "bearer" -> bearer(credentials);
      case "basic" -> basic(credentials);
      default -> new Unreadable("The Authorization header must use the scheme Bearer or Basic.");
    };
  }

  private static Presented bearer(String token) {
    return TOKEN.matcher(token).matches()
        ? new Bearer(token)
        : new Unreadable("The Authorization header holds no bearer token.");
  }

  private static Presented basic(String encoded) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
      String pair = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      int colon = pair.indexOf(':');
      if (colon < 1 || colon == pair.length() - 1) {
        return new Unreadable("HTTP Basic needs both a name and a secret.");
      }
      return new Basic(pair.substring(0, colon), pair.substring(colon + 1));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return new Unreadable("The HTTP Basic credentials are not Base64 of UTF-8.");
    }
  }
}
