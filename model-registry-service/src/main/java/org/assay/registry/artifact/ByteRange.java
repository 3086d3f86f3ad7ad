package org.assay.registry.artifact;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of an artifact are asked for (RFC 9110 section 14).
 *
 * @param from the position of the first
 * @param length how many
 */
public record ByteRange(long from, long length) {

  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * Reads the header {@code Range}. Several ranges, other units and what cannot be read mean the
   * whole, as RFC 9110 14.2 allows.
   *
   * @param size how many bytes the artifact has
   * @return empty where the whole is meant
   * @throws ProblemException 416 {@code RANGE_NOT_SATISFIABLE}
   */
  public static Optional<ByteRange> of(@Nullable String header, long size) {
    Matcher one = ONE.matcher(header == null ? "" : header.strip());
    if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (one.group(1).isEmpty()) {
      long last = Math.min(Long.parseLong(one.group(2)), size);
      return Optional.of(within(size - last, last, size));
    }
    long from = Long.parseLong(one.group(1));
    long to = one.group(2).isEmpty() ? size - 1 : Long.parseLong(one.group(2));
    if (to < from && !one.group(2).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(within(from, Math.min(to, size - 1) - from + 1, size));
  }

  private static ByteRange within(long from, long length, long size) {
    if (length <= 0 || from >= size) {
      throw ProblemException.of(
              RegistryProblem.RANGE_NOT_SATISFIABLE,
              "The artifact has %d bytes, and the range holds none of them".formatted(size))
          .header("Content-Range", "bytes */" + size);
    }
    return new ByteRange(from, length);
  }

  /** Returns the header {@code Content-Range} of an answer with these bytes. */
  public String contentRange(long size) {
    return "bytes %d-%d/%d".formatted(from, from + length - 1, size);
  }
}
