package org.assay.kit.http;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Removes answers that are older than a day; they are ignored before that already. */
@Singleton
class StoredAnswersCleaning {

  private static final Logger LOG = Logger.getLogger(StoredAnswersCleaning.class);
  private static final int CHUNK = 1_000;

  private final StoredAnswers answers;

  @Inject
  StoredAnswersCleaning(StoredAnswers answers) {
    this.answers = answers;
  }

  /** Removes chunk after chunk, each committed by itself, so that no request waits for it. */
  @Scheduled(every = "10m", delayed = "1m", identity = "idempotency-key-cleaning")
  void clean() {
    try {
      int removed;
      do {
        removed = answers.removeOld(CHUNK);
      } while (removed == CHUNK);
    } catch (SQLException e) {
      LOG.warn("Old answers of idempotency keys stay until the next run", e);
    }
  }
}
