package org.assay.kit.identity;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.problem.ProblemException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Joins account names and subjects at the identity provider. Requests may name an account; what is
 * stored is the subject; names are joined again when shown.
 *
 * <p>Found accounts are kept for 5 minutes, unknown ones for 30 seconds, and failures not at all;
 * requests for the same one share a single call, and the calls beyond 16 at once wait for their
 * turn for 3 seconds at most. Safe for any thread; do not call it inside a transaction that holds
 * locks, since it may wait for the provider.
 */
@ApplicationScoped
public class Accounts {

  /** What the actor of an act that no person did begins with. */
  private static final String SYSTEM = "system:";

  private static final Logger LOG = Logger.getLogger(Accounts.class);
  private static final Duration KNOWN = Duration.ofMinutes(5);
  private static final Duration UNKNOWN = Duration.ofSeconds(30);
  private static final Duration SHOWN_WITHIN = Duration.ofSeconds(3);
  private static final Duration TURN_WITHIN = Duration.ofSeconds(3);
  private static final int MAX_ENTRIES = 20_000;
  private static final int MAX_ACCOUNT = 255;

  private final IdentityProvider provider;
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore turns = new Semaphore(IdentityProvider.LOOK_UPS);
  private final AsyncCache<String, Optional<Identified>> byAccount = cache();
  private final AsyncCache<String, Optional<Identified>> bySubject = cache();

  @Inject
  Accounts(IdentityProvider provider) {
    this.provider = provider;
  }

  private interface Lookup {
    Optional<Identified> find(String key) throws Exception;
  }

  /**
   * Finds the account that a request names.
   *
   * @param pointer where the request names it
   * @throws ProblemException 422 {@code UNKNOWN_SUBJECT}; 503 {@code IDENTITY_PROVIDER_AWAY}
   */
  public Identified identify(String account, String pointer) {
    return find(account).orElseThrow(() -> unknown(pointer));
  }

  /**
   * Finds an account by its name, a machine's also by the name of its client.
   *
   * @throws ProblemException 503 {@code IDENTITY_PROVIDER_AWAY}
   */
  public Optional<Identified> find(String account) {
    if (account.isBlank() || account.length() > MAX_ACCOUNT) {
      return Optional.empty();
    }
    try {
      return named(account).join();
    } catch (CompletionException e) {
      throw away(e);
    }
  }

  /**
   * Finds the subject of the account that a request names.
   *
   * @param pointer where the request names it
   * @throws ProblemException 422 {@code UNKNOWN_SUBJECT}; 503 {@code IDENTITY_PROVIDER_AWAY}
   */
  public String subjectOf(String account, String pointer) {
    return identify(account, pointer).subject();
  }

  /**
   * Finds the roles that somebody holds now; asked anew each time, since a decision rests on it.
   *
   * @return none where the account is disabled or the provider does not know it
   * @throws ProblemException 503 {@code IDENTITY_PROVIDER_AWAY}
   */
  public Set<Role> rolesOf(String subject) {
    return heldBy(subject).roles();
  }

  /**
   * Finds the roles that somebody holds now, and who that is; asked anew each time.
   *
   * @throws ProblemException 503 {@code IDENTITY_PROVIDER_AWAY}
   */
  public Held heldBy(String subject) {
    try {
      return provider.heldBy(subject);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(e);
    } catch (IOException | RuntimeException e) {
      throw away(e);
    }
  }

  /**
   * Finds the accounts of subjects as they are now, asked anew each time; those that the provider
   * does not know are left out.
   *
   * @throws ProblemException 503 {@code IDENTITY_PROVIDER_AWAY}
   */
  public List<Identified> identifiedNow(Collection<String> subjects) {
    List<CompletableFuture<Optional<Identified>>> asked =
        subjects.stream()
            .filter(subject -> !subject.startsWith(SYSTEM))
            .map(subject -> call(subject, provider::bySubject))
            .toList();
    try {
      return asked.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
    } catch (CompletionException e) {
      throw away(e);
    }
  }

  /**
   * Lists accounts of people, in the provider's order; shorter than asked for at the end.
   *
   * @throws ProblemException 503 {@code IDENTITY_PROVIDER_AWAY}
   */
  public List<Identified> page(int first, int most) {
    try {
      return provider.page(first, most);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(e);
    } catch (IOException | RuntimeException e) {
      throw away(e);
    }
  }

  /** Finds the account's name, empty where the provider does not know it or is away. */
  public Optional<String> accountOf(String subject) {
    return Optional.ofNullable(actor(subject).account());
  }

  /** Joins one subject with its account's name; never fails. */
  public Actor actor(String subject) {
    return actors(List.of(subject)).getFirst();
  }

  /**
   * Joins subjects with their accounts' names, in the order given; never fails, and waits for the
   * provider 3 seconds at most in all.
   */
  public List<Actor> actors(Collection<String> subjects) {
    Map<String, CompletableFuture<Optional<Identified>>> asked = new LinkedHashMap<>();
    subjects.forEach(subject -> asked.computeIfAbsent(subject, this::identified));
    awaitAll(asked.values());
    return subjects.stream().map(subject -> shown(subject, asked.get(subject))).toList();
  }

  /**
   * Looks the people of one answer up together; services, which act as {@code system:}, have no
   * account. Never fails, as {@link #actors}.
   */
  public People people(Stream<String> subjects) {
    Set<String> known =
        subjects.filter(subject -> !subject.startsWith(SYSTEM)).collect(Collectors.toSet());
    return new People(
        actors(known).stream().collect(Collectors.toMap(Actor::subject, Function.identity())));
  }

  @PreDestroy
  void stop() {
    calls.shutdownNow();
  }

  private CompletableFuture<Optional<Identified>> named(String account) {
    return byAccount.get(account, (key, _) -> call(key, this::personOrMachine));
  }

  private Optional<Identified> personOrMachine(String account) throws Exception {
    Optional<Identified> person = provider.byAccount(account);
    return person.isPresent() || account.startsWith(CurrentCaller.MACHINE_PREFIX)
        ? person
        : provider.byAccount(CurrentCaller.MACHINE_PREFIX + account);
  }

  private CompletableFuture<Optional<Identified>> identified(String subject) {
    return bySubject.get(subject, (key, _) -> call(key, provider::bySubject));
  }

  private CompletableFuture<Optional<Identified>> call(String key, Lookup lookup) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return inTurn(key, lookup);
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        calls);
  }

  private Optional<Identified> inTurn(String key, Lookup lookup) throws Exception {
    if (!turns.tryAcquire(TURN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException("Too many look-ups wait for the identity provider");
    }
    try {
      return lookup.find(key);
    } finally {
      turns.release();
    }
  }

  private static void awaitAll(Collection<CompletableFuture<Optional<Identified>>> asked) {
    try {
      CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
          .get(SHOWN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debugf(e, "Accounts are shown without names: the identity provider does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Actor shown(
      String subject, @Nullable CompletableFuture<Optional<Identified>> answer) {
    if (answer == null || !answer.isDone() || answer.isCompletedExceptionally()) {
      return new Actor(subject, null);
    }
    return new Actor(subject, answer.join().map(Identified::account).orElse(null));
  }

  private static ProblemException unknown(String pointer) {
    return ProblemException.of(
            CommonProblem.UNKNOWN_SUBJECT, "The identity provider knows no account of that name")
        .at(pointer, "UNKNOWN_SUBJECT", "The name of an account, as people sign in with it");
  }

  private static ProblemException away(Throwable cause) {
    return ProblemException.of(
            CommonProblem.IDENTITY_PROVIDER_AWAY,
            "The account cannot be looked up, since the identity provider does not answer")
        .retryAfter(Duration.ofSeconds(5))
        .because(cause);
  }

  private static AsyncCache<String, Optional<Identified>> cache() {
    return Caffeine.newBuilder()
        .maximumSize(MAX_ENTRIES)
        .expireAfter(
            Expiry.<String, Optional<Identified>>creating(
                (_, found) -> found.isPresent() ? KNOWN : UNKNOWN))
        .buildAsync();
  }
}
