package org.assay.kit.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.problem.ProblemException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes and reads cursors: base64url of {@code {k: keys, f: hash of the filter}}, a dot, and the
 * HMAC-SHA256 (RFC 2104) of that text, so that nobody can make a query begin at a key of their own.
 *
 * <p>Made at start, so that a service without a key refuses to start.
 */
@Startup
@Singleton
public class Cursors {

  private static final int MIN_KEY_BYTES = 32;
  private static final int MAX_LENGTH = 2_048;
  private static final String HMAC = "HmacSHA256";
  private static final JsonMapper JSON = new JsonMapper();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final SecretKeySpec key;

  private record Content(List<String> k, String f) {}

  @Inject
  Cursors(@ConfigProperty(name = "assay.page.cursor-key") String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < MIN_KEY_BYTES) {
      throw new IllegalStateException(
          "assay.page.cursor-key has %d bytes, at least %d are needed: it signs cursors"
              .formatted(bytes.length, MIN_KEY_BYTES));
    }
    this.key = new SecretKeySpec(bytes, HMAC);
  }

  /**
   * Writes a cursor.
   *
   * @param keys the sort key of the last item of a page
   * @param filter the list with its filter and order
   */
  public String write(List<String> keys, String filter) {
    try {
      String body = ENCODER.encodeToString(JSON.writeValueAsBytes(new Content(keys, hash(filter))));
      return body + "." + ENCODER.encodeToString(sign(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Strings are always JSON", e);
    }
  }

  /**
   * Reads the sort key out of a cursor.
   *
   * @throws ProblemException 400 {@code CURSOR_INVALID}, or {@code CURSOR_MISMATCH} where it was
   *     written for another filter
   */
  public List<String> read(String cursor, String filter) {
    Content content = content(cursor);
    if (!content.f().equals(hash(filter))) {
      throw ProblemException.of(
              CommonProblem.CURSOR_MISMATCH,
              "The cursor was issued for another list, filter or order than this request has")
          .help("Follow `next` as it is, or begin again without a cursor");
    }
    return content.k();
  }

  private Content content(String cursor) {
    int dot = cursor.indexOf('.');
    if (dot < 0 || cursor.length() > MAX_LENGTH) {
      throw invalid();
    }
    String body = cursor.substring(0, dot);
    try {
      if (!MessageDigest.isEqual(sign(body), DECODER.decode(cursor.substring(dot + 1)))) {
        throw invalid();
      }
      return JSON.readValue(DECODER.decode(body), Content.class);
    } catch (IllegalArgumentException | java.io.IOException e) {
      throw invalid();
    }
  }

  private static ProblemException invalid() {
    return ProblemException.of(
            CommonProblem.CURSOR_INVALID, "The cursor was not issued here or was changed")
        .at("?cursor", "CURSOR_INVALID", "A cursor from `next` of the same list, unchanged")
        .help("Follow `next` as it is, or begin again without a cursor");
  }

  private byte[] sign(String body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", e);
    }
  }

  private static String hash(String filter) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(filter.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
