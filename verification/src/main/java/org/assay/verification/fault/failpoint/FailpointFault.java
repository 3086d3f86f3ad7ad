package org.assay.verification.fault.failpoint;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.assay.local.PartFailed;
import org.assay.verification.fault.Fault;
import org.assay.verification.fault.Injection;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.Pause;

/** F2: something happens to a part at a failpoint, the next time that the load brings it there. */
public record FailpointFault(Failpoint point, Action action, String part) implements Fault {

  /** Under load every place is passed within a second; a release takes a whole story. */
  private static final Duration HIT_WITHIN = Duration.ofSeconds(30);

  private static final Duration END = Duration.ofSeconds(10);

  /** Each action at each place of each part. */
  public static List<FailpointFault> all() {
    return Arrays.stream(Failpoint.values())
        .flatMap(
            point ->
                point.parts().stream()
                    .flatMap(
                        part ->
                            point.actions().stream()
                                .sorted()
                                .map(action -> new FailpointFault(point, action, part))))
        .toList();
  }

  @Override
  public String name() {
    return "F2 %s: %s in %s".formatted(action.label(), point.label(), part);
  }

  @Override
  public boolean unclean() {
    return action == Action.DIE;
  }

  /** All of them together weigh as much as four kinds of kill. */
  @Override
  public int weight() {
    return 1;
  }

  /** Not zero, so that the time of recovery begins with the hit and not with the wait for it. */
  @Override
  public Duration lasts(RandomGenerator random) {
    return Duration.ofMillis(1);
  }

  @Override
  public void prepare(Installation installation) {
    if (!Agent.isIn(installation)) {
      Agent.into(installation, List.of(Agent.FAILPOINTS));
    }
  }

  /**
   * Arms it and waits for the hit.
   *
   * @throws PartFailed if the load never came there: then the fault was not tried
   */
  @Override
  public Injection inject(Installation installation) {
    Arming arming = Arming.of(installation, part, point, action);
    Optional<Poison> poison =
        point == Failpoint.DEAD_LETTER_SENT
            ? Optional.of(Poison.sent(installation))
            : Optional.empty();
    boolean hit = Pause.until(HIT_WITHIN, arming::hit);
    arming.disarm();
    if (!hit) {
      throw new PartFailed(name() + " was never reached");
    }
    if (action == Action.DIE) {
      installation.awaitEnd(part, END);
    }
    return () -> {
      installation.part(part).start();
      poison.ifPresent(Poison::giveUp);
    };
  }
}
