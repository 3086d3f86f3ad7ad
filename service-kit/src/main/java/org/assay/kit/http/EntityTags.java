package org.assay.kit.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Entity tags: {@code "<revision>.<first 16 hex digits of the SHA-256 of the body>"}. */
final class EntityTags {

  private static final int HASH_BYTES = 8;

  private EntityTags() {}

  static String of(long revision, byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return "\"" + revision + "." + HexFormat.of().formatHex(digest, 0, HASH_BYTES) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  static String of(long revision, String body) {
    return of(revision, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether If-None-Match names the tag, by weak comparison (RFC 9110 13.1.2). */
  static boolean matches(@Nullable String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    return Arrays.stream(ifNoneMatch.split(","))
        .map(String::strip)
        .map(candidate -> candidate.startsWith("W/") ? candidate.substring(2) : candidate)
        .anyMatch(candidate -> candidate.equals("*") || candidate.equals(tag));
  }
}
