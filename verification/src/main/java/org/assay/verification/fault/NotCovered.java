package org.assay.verification.fault;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a trial does not try, so that nobody takes its silence for proof. */
final class NotCovered {

  /** By family, in the words of docs/how-to/try-faults.md. */
  private static final Map<String, String> FAMILIES =
      new TreeMap<>(
          Map.of(
              "F1", "a service or the gateway killed",
              "F2", "a death at a named step inside a service",
              "F3", "the broker away or emptied",
              "F4", "the database stopped, killed or away",
              "F5", "a connection cut, one-way or half open",
              "F6", "a network that is slow, or passes a few bytes at once",
              "F9", "events told again, out of order or from the beginning",
              "F10", "records that are no events",
              "F11", "a process frozen while another takes over"));

  private static final List<String> NEVER =
      List.of(
          "Keycloak away or killed",
          "a death of model-registry-service between a dead letter and its commit",
          "networks that lose or change bytes for good",
          "full disks",
          "clocks that jump",
          "upgrades while events of two releases are on their way",
          "power loss (processes die, what they wrote to the system stays)",
          "more than one machine, more than one broker, replicas of a database");

  private NotCovered() {}

  static List<String> beside(Set<String> met) {
    return Stream.concat(
            FAMILIES.entrySet().stream()
                .filter(family -> !met.contains(family.getKey()))
                .map(family -> family.getKey() + ", " + family.getValue()),
            NEVER.stream())
        .toList();
  }
}
