package org.assay.verification.fault.network;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assay.local.PartFailed;
import org.assay.local.demo.Answer;
import org.assay.local.demo.GatewayClient;
import org.assay.local.demo.PasswordGrant;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.local.demo.StoryFailed;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.Pause;

/** People who ask one service through the gateway while something is wrong with it. */
final class Callers {

  /** The gateway gives up on a service after 30 s; see assay.route.answer-timeout. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(31);

  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final Duration BETWEEN = Duration.ofMillis(250);
  private static final Sender LEAD = Sender.account("lead");
  private static final int NO_ANSWER = 0;

  /** Bytes that nobody ever registered, so that the gate can only deny them. */
  private static final String GATE = "/api/v1/gate?digest=sha256:" + "0".repeat(64);

  private final PasswordGrant tokens;
  private final GatewayClient gateway;
  private final HttpClient http;
  private final String path;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Thread asking = Thread.ofVirtual().name("callers").unstarted(this::ask);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
  private final AtomicLong longest = new AtomicLong();
  private final AtomicInteger allowed = new AtomicInteger();

  private Callers(Installation installation, String path) {
    this.path = path;
    this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    this.tokens =
        new PasswordGrant(URI.create(installation.stack().issuer()), http, Clock.systemUTC());
    this.gateway =
        new GatewayClient(URI.create(installation.stack().gatewayUrl()), http, tokens, PATIENCE);
  }

  /** Begins to ask this service. */
  static Callers of(Installation installation, String service) {
    String path =
        switch (service) {
          case "project-service" -> "/api/v1/projects?limit=1";
          case "model-registry-service" -> "/api/v1/models?limit=1";
          default -> GATE;
        };
    Callers callers = new Callers(installation, path);
    callers.asking.start();
    return callers;
  }

  /** What they were told. */
  record Told(Map<Integer, Integer> statuses, Duration longest, int allowed) {

    private static final Set<Integer> FAIR = Set.of(200, 429, 503, 504);

    /**
     * Ends the trial unless everybody was answered in time, and nobody by a guess.
     *
     * @throws PartFailed with what they were told instead
     */
    void expectFair(String fault) {
      if (!FAIR.containsAll(statuses.keySet())
          || longest.compareTo(ANSWER_LIMIT) > 0
          || allowed > 0) {
        throw new PartFailed("During %s callers were told %s".formatted(fault, this));
      }
    }

    @Override
    public String toString() {
      return "answers by status %s, the longest after %.1f s"
          .formatted(statuses, longest.toMillis() / 1e3);
    }
  }

  /** Asks no more, waits for the answers that are due, and says what they were. */
  Told end() {
    ended.set(true);
    try {
      asking.join();
      threads.shutdown();
      if (!threads.awaitTermination(PATIENCE.toSeconds() + 5, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.shutdownNow();
    Map<Integer, Integer> counted = new java.util.TreeMap<>();
    statuses.forEach((status, count) -> counted.put(status, count.get()));
    return new Told(counted, Duration.ofNanos(longest.get()), allowed.get());
  }

  private void ask() {
    // How the provider fares with many who sign in at once is not what is looked at.
    while (!ended.get() && !signedIn()) {
      Pause.of(BETWEEN);
    }
    while (!ended.get()) {
      threads.execute(this::askOnce);
      Pause.of(BETWEEN);
    }
  }

  private boolean signedIn() {
    try {
      return !tokens.tokenOf("lead").isEmpty();
    } catch (StoryFailed _) {
      return false;
    }
  }

  private void askOnce() {
    long began = System.nanoTime();
    int status = NO_ANSWER;
    try {
      Answer answer = gateway.send(Request.get(LEAD, path));
      status = answer.status();
      if (answer.text("/decision").equals("ALLOW")) {
        allowed.incrementAndGet();
      }
    } catch (StoryFailed _) {
      // It stays NO_ANSWER, which nobody must get.
    }
    longest.accumulateAndGet(System.nanoTime() - began, Math::max);
    statuses.computeIfAbsent(status, _ -> new AtomicInteger()).incrementAndGet();
  }
}
