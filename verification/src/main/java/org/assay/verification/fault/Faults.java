package org.assay.verification.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.verification.fault.failpoint.FailpointFault;
import org.assay.verification.fault.network.NetworkFaults;
import org.assay.verification.fault.pause.PauseFaults;
import org.assay.verification.fault.topic.TopicFaults;

/** Every fault that there is, and which of them a trial meets, in which order. */
public final class Faults {

  private Faults() {}

  /**
   * All of them.
   *
   * @param outage how long a long outage of the broker or the database lasts; of a partition half
   *     of it, of a paused process two fifths
   */
  public static List<Fault> all(Duration outage) {
    Duration pause = Duration.ofSeconds(Math.clamp(outage.toSeconds() * 2 / 5, 8, 30));
    return Stream.of(
            EndOfPart.all(),
            FailpointFault.all(),
            BrokerFault.all(outage),
            DatabaseFault.all(outage),
            NetworkFaults.all(outage.dividedBy(2), outage.toSeconds() >= 60),
            TopicFaults.all(),
            PauseFaults.all(pause))
        .<Fault>flatMap(List::stream)
        .toList();
  }

  /**
   * Those of the families named, such as {@code F1,F3}; for none named those in which something
   * dies or is away, F1 to F4.
   *
   * @throws IllegalArgumentException if there is no fault of a family
   */
  public static List<Fault> select(List<Fault> faults, String families) {
    if (families.isBlank()) {
      return select(faults, "F1,F2,F3,F4");
    }
    Set<String> wanted =
        Arrays.stream(families.split(","))
            .map(String::strip)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known =
        faults.stream().map(Fault::family).collect(Collectors.toCollection(TreeSet::new));
    if (!known.containsAll(wanted)) {
      throw new IllegalArgumentException("there are the faults " + known + ", not " + wanted);
    }
    return faults.stream().filter(fault -> wanted.contains(fault.family())).toList();
  }

  /**
   * How many cycles it takes until so many of them are unclean ends.
   *
   * @throws IllegalArgumentException if there is no unclean end among the faults
   */
  static int cyclesForKills(List<Fault> faults, int kills, long seed) {
    if (faults.stream().noneMatch(Fault::unclean)) {
      throw new IllegalArgumentException("nothing is killed by the faults chosen");
    }
    int cycles = kills;
    while (drawn(faults, cycles, seed).stream().filter(Fault::unclean).count() < kills) {
      cycles++;
    }
    return cycles;
  }

  /**
   * The faults of a trial's cycles, by their weights and each at least once where there is room, in
   * an order that follows from the seed.
   */
  static List<Fault> drawn(List<Fault> faults, int cycles, long seed) {
    int sum = faults.stream().mapToInt(Fault::weight).sum();
    List<Fault> drawn = new ArrayList<>(faults);
    int room = Math.max(0, cycles - faults.size());
    for (Fault fault : faults) {
      drawn.addAll(Collections.nCopies(room * fault.weight() / sum, fault));
    }
    Random random = new Random(seed);
    List<Fault> often =
        faults.stream().sorted(Comparator.comparingInt(Fault::weight).reversed()).toList();
    for (int i = 0; drawn.size() < cycles; i++) {
      drawn.add(often.get(i % often.size()));
    }
    Collections.shuffle(drawn, random);
    return List.copyOf(drawn.subList(0, cycles));
  }
}
