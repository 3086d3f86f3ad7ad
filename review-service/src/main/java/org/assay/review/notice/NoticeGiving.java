package org.assay.review.notice;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assay.review.notice.Notices.Due;
import org.assay.review.replica.DatabaseClock;
import org.jboss.logging.Logger;

/**
 * Says that something ends in 30, 14, 7 or 1 days, within ten minutes of that. It goes through what
 * is to be said a page at a time, each page in a transaction of its own; after a restart it begins
 * again, and what was said is not said again. Several copies may do it at once: whoever comes
 * second finds that it was said.
 */
@ApplicationScoped
public class NoticeGiving {

  private static final Logger LOG = Logger.getLogger(NoticeGiving.class);
  private static final int PAGE = 200;

  private final Notices notices;
  private final DatabaseClock clock;

  NoticeGiving(Notices notices, DatabaseClock clock) {
    this.notices = notices;
    this.clock = clock;
  }

  /** Says what is to be said; one kind that fails is tried again the next time. */
  @Scheduled(
      identity = "notices",
      every = "10m",
      delayed = "45s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void giveDue() {
    for (Ending what : Ending.values()) {
      try {
        giveAll(what);
      } catch (RuntimeException e) {
        LOG.errorf(e, "Notices cannot be given: %s", what);
      }
    }
  }

  private void giveAll(Ending what) {
    Optional<Due> after = Optional.empty();
    List<Due> page;
    do {
      Optional<Due> last = after;
      page = QuarkusTransaction.requiringNew().call(() -> givePage(what, last));
      after = page.stream().reduce((_, later) -> later);
    } while (page.size() == PAGE);
  }

  private List<Due> givePage(Ending what, Optional<Due> after) {
    Instant now = clock.now();
    List<Due> page = notices.due(what, after, now, PAGE);
    page.forEach(due -> notices.give(due, now));
    return page;
  }
}
