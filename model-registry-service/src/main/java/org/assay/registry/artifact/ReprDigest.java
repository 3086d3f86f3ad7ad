package org.assay.registry.artifact;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assay.contracts.name.Digest;
import org.assay.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The digest of a body as a header carries it (RFC 9530): {@code sha-256=:<base64>:}. */
public final class ReprDigest {

  /** The header's name. */
  public static final String HEADER = "Repr-Digest";

  private static final Pattern SHA_256 =
      Pattern.compile("(?:^|,)\\s*sha-256=:([A-Za-z0-9+/]{43}=):");

  private ReprDigest() {}

  /**
   * Reads the header; algorithms other than SHA-256 are passed over.
   *
   * @return the digest, null where the header is absent or names no SHA-256
   * @throws ProblemException 422 where a SHA-256 is named and cannot be read
   */
  public static @Nullable Digest read(@Nullable String header) {
    if (header == null || !header.contains("sha-256")) {
      return null;
    }
    Matcher sha256 = SHA_256.matcher(header);
    if (!sha256.find()) {
      throw ProblemException.invalid(
          HEADER, "PATTERN", "sha-256=:...: with 32 bytes in base64 (RFC 9530)");
    }
    return Digest.of(Base64.getDecoder().decode(sha256.group(1)));
  }

  /** Writes the header. */
  public static String write(Digest digest) {
    return "sha-256=:" + Base64.getEncoder().encodeToString(digest.hash()) + ":";
  }
}
