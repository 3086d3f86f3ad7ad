package org.assay.review.requirement;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Held;
import org.assay.kit.identity.Identified;
import org.assay.kit.problem.ProblemException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a role that reviews, as the identity provider told lately. Where it cannot be asked,
 * has more accounts than are asked for, or told too long ago, that is not known: nothing is called
 * impossible by guess. Kept in memory, so that no answer waits for the provider.
 */
@ApplicationScoped
public class ReviewerCensus {

  private static final Logger LOG = Logger.getLogger(ReviewerCensus.class);
  private static final int PAGE = 200;
  private static final int MOST = 1_000;
  private static final Duration COUNTS_FOR = Duration.ofMinutes(20);

  private final Accounts accounts;
  private final Clock clock = Clock.systemUTC();
  private volatile @Nullable Taken taken;

  ReviewerCensus(Accounts accounts) {
    this.accounts = accounts;
  }

  private record Taken(List<Reviewer> reviewers, Instant at) {}

  /** Returns who holds a role that reviews, empty where that is not known. */
  Optional<List<Reviewer>> reviewers() {
    Taken last = taken;
    return last == null || last.at().plus(COUNTS_FOR).isBefore(clock.instant())
        ? Optional.empty()
        : Optional.of(last.reviewers());
  }

  /** Asks for all accounts and what each holds, one after the other. */
  @Scheduled(
      identity = "reviewer-census",
      every = "{assay.reviewer-census.every}",
      delayed = "45s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public void take() {
    try {
      taken = ask().map(found -> new Taken(found, clock.instant())).orElse(null);
    } catch (ProblemException away) {
      LOG.debug("Who could review is not known: the identity provider is away", away);
    }
  }

  /** Forgets who that is, as one that was never told. */
  void forget() {
    taken = null;
  }

  private Optional<List<Reviewer>> ask() {
    List<Reviewer> found = new ArrayList<>();
    List<Identified> page;
    int asked = 0;
    do {
      page = accounts.page(asked, PAGE);
      asked += page.size();
      if (asked > MOST) {
        return Optional.empty();
      }
      for (Identified account : page) {
        Held held = accounts.heldBy(account.subject());
        Reviewer one = new Reviewer(account.subject(), account.unit(), held.roles());
        if (one.reviewsAnything()) {
          found.add(one);
        }
      }
    } while (page.size() == PAGE);
    return Optional.of(List.copyOf(found));
  }
}
