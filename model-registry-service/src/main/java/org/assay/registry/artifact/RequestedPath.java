package org.assay.registry.artifact;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an artifact's path out of a request's target as it was sent.
 *
 * <p>The framework's own parameter has gone through normalisation, which resolves {@code ..}, and
 * loses what follows a {@code ;}. Here each octet is decoded once, and {@link ArtifactPath} sees
 * what was meant.
 */
public final class RequestedPath {

  private RequestedPath() {}

  /**
   * Returns the path that follows so many segments of the target.
   *
   * @param rawPath the target's path, percent-encoded, from its first {@code /}
   * @throws ProblemException 400 {@code MALFORMED_PATH}
   */
  public static ArtifactPath after(String rawPath, int segments) {
    int at = 0;
    for (int i = 0; i < segments && at >= 0; i++) {
      at = rawPath.indexOf('/', at + 1);
    }
    if (at < 0) {
      throw malformed("The path ends before the artifact's own");
    }
    return of(decoded(rawPath.substring(at + 1)));
  }

  /**
   * Takes a path as a parameter names it.
   *
   * @throws ProblemException 400 {@code MALFORMED_PATH}
   */
  public static ArtifactPath of(String path) {
    Optional<String> fault = ArtifactPath.faultOf(path);
    if (fault.isPresent()) {
      throw malformed(fault.get());
    }
    return new ArtifactPath(path);
  }

  /**
   * Takes a folder as a parameter names it; null where it is absent, empty or only {@code /}, which
   * all mean the project itself.
   *
   * @throws ProblemException 400 {@code MALFORMED_PATH}
   */
  public static @Nullable ArtifactPath folder(@Nullable String path) {
    if (path == null || path.isEmpty() || path.equals("/")) {
      return null;
    }
    return of(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  private static String decoded(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '%') {
        bytes.write(c);
        continue;
      }
      int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(raw.charAt(i + 2), 16);
      if (low < 0) {
        throw malformed("A '%' is not followed by two hexadecimal digits");
      }
      bytes.write(high * 16 + low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("It is not UTF-8").because(e);
    }
  }

  private static ProblemException malformed(String fault) {
    return ProblemException.of(CommonProblem.MALFORMED_PATH, "Invalid path. " + fault);
  }
}
