package org.assay.kit.problem;

import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.assay.contracts.problem.CommonProblem;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the database refused, by SQLSTATE (PostgreSQL, appendix A): the net under the rules
 * that domain code checks first.
 */
final class DatabaseFaults {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final int MAX_CAUSES = 16;

  private DatabaseFaults() {}

  /** Returns the refusal where a cause comes from the database, else empty. */
  static Optional<ProblemException> tell(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++, cause = cause.getCause()) {
      if (cause instanceof ProblemException own) {
        return Optional.of(own);
      }
      if (cause instanceof OptimisticLockException) {
        return Optional.of(concurrent().because(thrown));
      }
      if (cause instanceof RollbackException && cause.getCause() == null) {
        return Optional.of(lostInCommit().because(thrown));
      }
      if (cause instanceof SQLException sql) {
        ProblemException told = byState(sql.getSQLState());
        return told == null ? Optional.empty() : Optional.of(told.because(thrown));
      }
    }
    return Optional.empty();
  }

  private static @Nullable ProblemException byState(@Nullable String state) {
    if (state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53")) {
      return ProblemException.of(
              CommonProblem.SERVICE_UNAVAILABLE, "The database is away or busy for the moment")
          .retryAfter(RETRY_AFTER);
    }
    return switch (state) {
      case "23505" ->
          ProblemException.of(
              CommonProblem.ALREADY_EXISTS, "Something with the same key exists already");
      case "40001", "40P01", "55P03" -> concurrent();
      case "57014", "25P03", "25P04" ->
          ProblemException.of(
                  CommonProblem.SERVICE_UNAVAILABLE, "The work took longer than a request may")
              .retryAfter(RETRY_AFTER);
      default ->
          state.startsWith("22")
              ? ProblemException.of(
                  CommonProblem.VALIDATION_FAILED,
                  "The input holds a value that cannot be stored, such as the character U+0000")
              : null;
    };
  }

  /**
   * The transaction manager names no cause where the connection broke during the commit; what a
   * flush or a constraint refuses has one.
   */
  private static ProblemException lostInCommit() {
    return ProblemException.of(
            CommonProblem.SERVICE_UNAVAILABLE,
            "The database went away while the change was stored; it may have taken effect")
        .help("Repeat the request with the same Idempotency-Key: it takes effect once")
        .retryAfter(RETRY_AFTER);
  }

  private static ProblemException concurrent() {
    return ProblemException.of(
            CommonProblem.CONCURRENT_CHANGE,
            "Somebody else changed the same thing at the same time; nothing was changed")
        .help("Read it again and repeat the request");
  }
}
