package org.assay.review.person;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Identified;
import org.assay.kit.problem.ProblemException;
import org.jboss.logging.Logger;

/**
 * Asks the identity provider for all accounts of people, page by page, whose they are. While it is
 * away, what it said before holds.
 */
@ApplicationScoped
public class IdentitySweep {

  private static final Logger LOG = Logger.getLogger(IdentitySweep.class);
  private static final int PAGE = 500;

  private final Accounts accounts;
  private final KnownIdentities identities;

  IdentitySweep(Accounts accounts, KnownIdentities identities) {
    this.accounts = accounts;
    this.identities = identities;
  }

  /** Takes over what changed. */
  @Scheduled(
      identity = "identity-sweep",
      every = "60s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public void sweep() {
    identities.reload();
    try {
      List<Identified> page;
      int first = 0;
      do {
        page = accounts.page(first, PAGE);
        identities.learnChanged(page);
        first += page.size();
      } while (page.size() == PAGE);
    } catch (ProblemException away) {
      LOG.debug("Whose accounts are stays as it was told: the identity provider is away", away);
    }
  }
}
