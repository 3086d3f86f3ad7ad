package org.assay.review.person;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Identified;
import org.assay.kit.identity.Identities;
import org.assay.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts belong to one person, as far as the identity provider told: of who decides with
 * each decision, of all accounts every minute. Statements read the table; what is asked of a caller
 * is kept in memory too. Safe for any thread.
 */
@Startup
@ApplicationScoped
public class KnownIdentities implements Identities {

  private final IdentityLinks links;
  private final Accounts accounts;
  private volatile Map<String, String> persons;

  /** Reads what was told before. */
  KnownIdentities(IdentityLinks links, Accounts accounts) {
    this.links = links;
    this.accounts = accounts;
    this.persons = read();
  }

  @Override
  public Set<String> of(String subject) {
    Map<String, String> known = persons;
    String person = known.get(subject);
    return person == null
        ? Set.of(subject)
        : known.entrySet().stream()
            .filter(one -> one.getValue().equals(person))
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void learn(String subject, @Nullable String person) {
    boolean told = Objects.equals(persons.get(subject), person);
    if (!told) {
      QuarkusTransaction.requiringNew().run(() -> links.set(subject, person));
    }
    if (!told || person != null) {
      // Another copy of the service may have heard of the person's other accounts.
      reload();
    }
  }

  /**
   * Asks whose the accounts are of all who had a part in a version or decided on it; before
   * anything is locked, since it may wait for the identity provider.
   *
   * @throws ProblemException 503 {@code IDENTITY_PROVIDER_AWAY}
   */
  public void askAbout(UUID versionId) {
    accounts.identifiedNow(links.parties(versionId)).forEach(this::learnChanged);
  }

  /** Takes over what the provider says of an account, where that is not known yet. */
  void learnChanged(Identified account) {
    if (!Objects.equals(persons.get(account.subject()), account.person())) {
      learn(account.subject(), account.person());
    }
  }

  /** Reads what this and other copies of the service noted. */
  void reload() {
    persons = read();
  }

  private Map<String, String> read() {
    return Map.copyOf(QuarkusTransaction.requiringNew().call(links::all));
  }
}
