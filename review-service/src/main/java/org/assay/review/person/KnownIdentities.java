package org.assay.review.person;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
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
  private volatile Known known;

  /** Reads what was told before. */
  KnownIdentities(IdentityLinks links, Accounts accounts) {
    this.links = links;
    this.accounts = accounts;
    this.known = read();
  }

  /**
   * What was told.
   *
   * @param persons the person of each linked account
   * @param accounts all accounts of each of these persons
   */
  private record Known(Map<String, String> persons, Map<String, Set<String>> accounts) {

    /** Copies the maps. */
    Known {
      persons = Map.copyOf(persons);
      accounts = Map.copyOf(accounts);
    }

    static Known of(Map<String, String> persons) {
      return new Known(
          persons,
          persons.entrySet().stream()
              .collect(
                  Collectors.groupingBy(
                      Map.Entry::getValue,
                      Collectors.mapping(Map.Entry::getKey, Collectors.toUnmodifiableSet()))));
    }

    boolean isTold(String subject, @Nullable String person) {
      return Objects.equals(persons.get(subject), person);
    }
  }

  @Override
  public Set<String> of(String subject) {
    Known now = known;
    String person = now.persons().get(subject);
    return person == null ? Set.of(subject) : Objects.requireNonNull(now.accounts().get(person));
  }

  @Override
  public void learn(String subject, @Nullable String person) {
    boolean told = known.isTold(subject, person);
    if (!told) {
      set(subject, person);
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
    learnChanged(accounts.identifiedNow(links.parties(versionId)));
  }

  /** Takes over what the provider says of accounts, where that is not known yet. */
  void learnChanged(Collection<Identified> told) {
    List<Identified> changed =
        told.stream().filter(one -> !known.isTold(one.subject(), one.person())).toList();
    changed.forEach(one -> set(one.subject(), one.person()));
    if (!changed.isEmpty()) {
      reload();
    }
  }

  private void set(String subject, @Nullable String person) {
    QuarkusTransaction.requiringNew().run(() -> links.set(subject, person));
  }

  /** Reads what this and other copies of the service noted. */
  void reload() {
    known = read();
  }

  private Known read() {
    return Known.of(QuarkusTransaction.requiringNew().call(links::all));
  }
}
