package org.assay.kit.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The revision that a change names as the one it saw (RFC 9110 13.1.1, narrowed).
 *
 * <p>Accepted are an entity tag as it was answered ({@code "7.0a1b"}), one of the revision alone
 * ({@code "7"}) and the bare revision ({@code 7}); only the revision counts, since what it leaves
 * out (caller, clock, copied data) is not what the change is about. {@code *}, lists and weak tags
 * are refused: a decision has to name the one thing it saw.
 */
public final class IfMatch {

  /** The header's name. */
  public static final String HEADER = "If-Match";

  private static final Pattern FORM =
      Pattern.compile("(?:\"(\\d{1,18})(?:\\.[0-9a-f]{1,64})?\"|(\\d{1,18}))");

  private IfMatch() {}

  /**
   * Checks that the caller saw the current revision; call it after every other check.
   *
   * @throws ProblemException 428 without the header, 400 if it cannot be read, 412 with the current
   *     {@code revision} if it names another
   */
  public static void require(@Nullable String header, long currentRevision) {
    long seen = revision(header);
    if (seen != currentRevision) {
      throw ProblemException.of(
              CommonProblem.STALE_REVISION,
              "If-Match names revision %d, the current one is %d".formatted(seen, currentRevision))
          .with("revision", currentRevision)
          .help("Read it again, look at what changed, and send its new ETag");
    }
  }

  /**
   * Reads the revision that the header names.
   *
   * @throws ProblemException 428 without the header, 400 if it cannot be read
   */
  public static long revision(@Nullable String header) {
    Matcher matcher = FORM.matcher(present(header).strip());
    if (!matcher.matches()) {
      throw ProblemException.of(
              CommonProblem.MALFORMED_CONDITION,
              "If-Match is one entity tag such as \"7.0a1b\", \"7\" or the bare revision 7; *, lists"
                  + " and weak tags are refused, since the act has to name what it saw")
          .at(HEADER, "PATTERN", "One strong entity tag, or a revision");
    }
    return Long.parseLong(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
  }

  /**
   * Returns the header where it is there.
   *
   * @throws ProblemException 428 without it
   */
  public static String present(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw ProblemException.of(
              CommonProblem.PRECONDITION_REQUIRED,
              "This act needs If-Match with the revision that it is based on")
          .help("Read the resource and send the ETag of the answer as If-Match");
    }
    return header;
  }
}
