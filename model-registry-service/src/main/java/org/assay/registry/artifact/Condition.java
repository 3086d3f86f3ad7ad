package org.assay.registry.artifact;

import java.util.Optional;
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
   * This revision lies there ({@code If-Match}).
   *
   * @param header the header as it was sent
   */
  record Revision(String header) implements Condition {

    @Override
    public void check(Optional<Artifact> present) {
      IfMatch.require(header, present.map(Artifact::revision).orElse(0L));
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
      IfMatch.revision(ifMatch);
      return new Revision(String.valueOf(ifMatch));
    }
    if (!ifNoneMatch.strip().equals("*") || ifMatch != null) {
      throw ProblemException.of(
          CommonProblem.MALFORMED_CONDITION,
          "Accepted are If-None-Match: * for a new file, or If-Match with the revision to replace");
    }
    return new Absent();
  }
}
