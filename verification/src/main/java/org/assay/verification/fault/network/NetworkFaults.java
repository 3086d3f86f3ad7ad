package org.assay.verification.fault.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assay.verification.fault.Fault;

/** The faults of this package: partitions (F5), and a network that is slow or slices (F6). */
public final class NetworkFaults {

  private NetworkFaults() {}

  /**
   * All of them, on an installation whose links all lead through proxies.
   *
   * @param longest how long a partition lasts, once in four times; else some seconds
   * @param everywhere whether each kind of partition comes on every link, rather than on one of
   *     each kind of link
   */
  public static List<Fault> all(Duration longest, boolean everywhere) {
    Network network = new Network();
    List<Fault> faults = new ArrayList<>();
    for (Partition kind : Partition.ALL) {
      for (Link link : everywhere ? List.of(Link.values()) : kind.links()) {
        faults.add(new NetworkFault(network, link, kind, longest));
      }
    }
    return List.copyOf(faults);
  }
}
