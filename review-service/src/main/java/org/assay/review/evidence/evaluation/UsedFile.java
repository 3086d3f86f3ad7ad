package org.assay.review.evidence.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.UUID;
import org.assay.kit.problem.ProblemException;

/**
 * A file of the registry that stays as it is for an evaluation.
 *
 * @param id by which this service may read it
 * @param digest its bytes
 * @param size how many they are
 * @param keepUntil until when it stays at least
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record UsedFile(UUID id, String digest, long size, Instant keepUntil) {

  /**
   * Refuses a file that is larger than one may be.
   *
   * @param most in bytes
   * @param pointer where the caller names the file
   * @throws ProblemException 422 {@code TOO_LARGE}
   */
  void requireAtMost(long most, String pointer) {
    if (size > most) {
      throw ProblemException.invalid(
          pointer,
          "TOO_LARGE",
          "The file has %d bytes; an evaluation takes at most %d".formatted(size, most));
    }
  }
}
