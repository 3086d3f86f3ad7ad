package org.assay.verification.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** F3: the broker goes away, for a moment, for long, or with all that it held. */
record BrokerFault(Kind kind, Duration outage) implements Fault {

  private static final String BROKER = "kafka";

  /** What happens to it. */
  enum Kind {
    STOP("stop and start the broker", 10),
    KILL("kill the broker", 15),
    OUTAGE("broker away for long", 1),
    TOTAL_LOSS("broker loses all it held", 3);

    private final String label;
    private final int weight;

    Kind(String label, int weight) {
      this.label = label;
      this.weight = weight;
    }
  }

  static List<BrokerFault> all(Duration outage) {
    return Arrays.stream(Kind.values()).map(kind -> new BrokerFault(kind, outage)).toList();
  }

  @Override
  public String name() {
    return "F3 " + kind.label;
  }

  @Override
  public String part() {
    return BROKER;
  }

  @Override
  public boolean unclean() {
    return kind != Kind.STOP;
  }

  @Override
  public int weight() {
    return kind.weight;
  }

  @Override
  public Duration lasts(RandomGenerator random) {
    return kind == Kind.OUTAGE ? outage : Duration.ofMillis(random.nextInt(500, 2000));
  }

  @Override
  public boolean silencesBroker() {
    return true;
  }

  @Override
  public Injection inject(Installation installation) {
    if (kind == Kind.STOP) {
      installation.part(BROKER).stop();
    } else {
      installation.part(BROKER).kill();
    }
    return kind == Kind.TOTAL_LOSS
        ? () -> beginAnew(installation)
        : () -> installation.part(BROKER).start();
  }

  /** As docs/how-to/recover-a-lost-broker.md has it. */
  private static void beginAnew(Installation installation) {
    installation.emptyBroker();
    for (Database database : Database.values()) {
      installation.execute(database, List.of("update relay_cursor set position = 0"));
    }
    installation.brokerBeginsAnew();
    installation.part(BROKER).start();
  }
}
