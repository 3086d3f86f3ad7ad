package org.assay.verification.fault.network;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.assay.local.PartFailed;
import org.assay.verification.fault.Injection;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.MeasuringFault;
import org.assay.verification.fault.Pause;

/**
 * F5 and F6: the network between two parts goes bad. Whoever asks the part that suffers gets an
 * answer within the gateway's limit, and soon after no thread hangs any more.
 */
final class NetworkFault extends MeasuringFault {

  /** Twice the longest time-out of a service, that of a silent database: 30 s. */
  private static final Duration SETTLED = Duration.ofSeconds(60);

  /** What load alone may add to the threads between two looks. */
  private static final int MORE_THREADS = 40;

  private final Network network;
  private final Link link;
  private final Partition kind;
  private final Duration longest;

  NetworkFault(Network network, Link link, Partition kind, Duration longest) {
    this.network = network;
    this.link = link;
    this.kind = kind;
    this.longest = longest;
  }

  @Override
  public String name() {
    return kind.label() + " " + link.label();
  }

  @Override
  public String part() {
    return link.service();
  }

  @Override
  public int weight() {
    return 2;
  }

  @Override
  public Duration lasts(RandomGenerator random) {
    return random.nextInt(4) == 0 ? longest : Duration.ofMillis(random.nextInt(3_000, 8_000));
  }

  @Override
  public boolean silencesBroker() {
    return link == Link.REVIEW_TO_BROKER && kind.silent();
  }

  @Override
  public void prepare(Installation installation) {
    network.install(installation);
  }

  @Override
  public Injection inject(Installation installation) {
    Threads before = Threads.of(installation, link.service());
    Callers callers = Callers.of(installation, link.service());
    Proxy proxy = network.on(link);
    proxy.weather(kind.weather());
    return Injection.of(
        () -> {
          if (kind.endsByReset()) {
            proxy.reset();
          }
          proxy.weather(Weather.clear());
        },
        () -> examine(installation, before, callers.end()));
  }

  private void examine(Installation installation, Threads before, Callers.Told told) {
    long began = System.nanoTime();
    boolean settled =
        Pause.until(
            SETTLED,
            () ->
                Threads.of(installation, link.service()).count() <= before.count() + MORE_THREADS);
    Threads after = Threads.of(installation, link.service());
    note(
        "%s: %s; threads %d before, %d within %.1f s after"
            .formatted(
                name(), told, before.count(), after.count(), (System.nanoTime() - began) / 1e9));
    if (!settled) {
      throw new PartFailed(
          "%s still has %d threads, %d before: %s"
              .formatted(link.service(), after.count(), before.count(), name()));
    }
    told.expectFair(name());
  }
}
