package org.assay.registry.artifact;

import java.util.Optional;
import java.util.regex.Pattern;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.http.IfMatch;
import org.assay.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** What the sender of a file expects to lie under its path. */
public sealed interface Condition {

  /** Nothing is expected: what lies there is replaced, as MLflow's clients ask for. */
  record Whatever() implements Condition {

    @Override
    public void check(Optional<Artifact> present) {}
  }

  /** Nothing lies there ({@code If-None-Match: *}). */
  record Absent() implements Condition {

    @Override
    public void check(Optional<Artifact> present) {
      if (present.isPresent()) {
        throw ProblemException.of(
                CommonProblem.STALE_REVISION, "An artifact lies under this path already")
            .with("revision", present.get().revision())
            .help("Send its ETag as If-Match to replace it.");
      }
    }
  }

  /**
   * What the caller saw lies there ({@code If-Match}). Its revision alone would not do: it begins
   * anew where a file was removed and another one came under its path.
   *
   * @param tag the entity tag as it was sent
   */
  record Seen(String tag) implements Condition {

    private static final Pattern FORM = Pattern.compile("\"\\d{1,18}\\.[0-9a-f]{16}\"");

    @Override
    public void check(Optional<Artifact> present) {
      String there = present.map(Artifact::entityTag).orElse("");
      if (!there.equals(tag)) {
        throw ProblemException.of(
                CommonProblem.STALE_REVISION,
                there.isEmpty()
                    ? "Nothing lies under this path"
                    : "If-Match names %s, what lies there is %s".formatted(tag, there))
            .with("revision", present.map(Artifact::revision).orElse(0L))
            .help("Read it again, look at what changed, and send its new ETag");
      }
    }

    private static Seen of(String header) {
      String tag = header.strip();
      if (!FORM.matcher(tag).matches()) {
        throw ProblemException.of(
                CommonProblem.MALFORMED_CONDITION,
                "If-Match of a file is its ETag as it was answered, such as"
                    + " \"3.0a1b2c3d4e5f6a7b\"; its revision alone also fits another file that came"
                    + " under the path later")
            .at(IfMatch.HEADER, "PATTERN", "The file's ETag");
      }
      return new Seen(tag);
    }
  }

  /**
   * Looks at what lies there.
   *
   * @throws ProblemException 412 {@code STALE_REVISION} where it is not as expected
   */
  void check(Optional<Artifact> present);

  /**
   * Reads what a request of the native API expects, which has to say so.
   *
   * @throws ProblemException 428 where neither header is there, 400 where one cannot be read
   */
  static Condition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    if (ifNoneMatch == null) {
      return Seen.of(IfMatch.present(ifMatch));
    }
    if (!ifNoneMatch.strip().equals("*") || ifMatch != null) {
      throw ProblemException.of(
          CommonProblem.MALFORMED_CONDITION,
          "Accepted are If-None-Match: * for a new file, or If-Match with the ETag of what it replaces");
    }
    return new Absent();
  }
}
