package org.assay.registry.artifact.use;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import org.assay.registry.OwnCause;
import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.artifact.ArtifactRecords;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Removes files whose use is over: rows about people are kept for their stated purpose only. What a
 * version rests on stays; the use itself stays too, and says what was there and why it is not.
 *
 * <p>Each use is ended in a transaction of its own under its project's lock, which whoever states
 * another use or registers a data set shares, so that none misses another. One that cannot be ended
 * is left for the next run, and keeps none of the others.
 */
@Singleton
class UseEnding {

  private static final Logger LOG = Logger.getLogger(UseEnding.class);
  private static final int CHUNK = 100;

  private final FileUses uses;
  private final ArtifactRecords records;

  UseEnding(FileUses uses, ArtifactRecords records) {
    this.uses = uses;
    this.records = records;
  }

  @Scheduled(
      every = "1h",
      delayed = "4m",
      identity = "file-uses",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void end() {
    List<FileUse> chunk = overAfter(null);
    while (!chunk.isEmpty()) {
      chunk.forEach(this::tryToEnd);
      chunk = overAfter(chunk.getLast());
    }
  }

  private List<FileUse> overAfter(@Nullable FileUse last) {
    return QuarkusTransaction.requiringNew().call(() -> uses.over(last, CHUNK));
  }

  private void tryToEnd(FileUse use) {
    try {
      QuarkusTransaction.requiringNew().run(() -> end(use));
    } catch (RuntimeException failed) {
      LOG.errorf(failed, "The file of a use that is over could not be removed: %s", use.id());
    }
  }

  private void end(FileUse use) {
    records.lock(use.projectId());
    if (uses.isOver(use.id())) {
      uses.end(
          use.id(),
          records.erase(
              use.projectId(),
              new ArtifactPath(use.path()),
              use.digest(),
              use.id(),
              OwnCause.of(use.createdBy())));
      LOG.infof("The use of a file is over: %s", use.id());
    }
  }
}
