package org.assay.verification.fault;

import java.util.List;
import java.util.stream.Stream;

/**
 * F1: a service or the gateway ends under load and is started again at once: killed as {@code kill
 * -9} does, or stopped in order as on every upgrade.
 */
record EndOfPart(String part, boolean killed) implements Fault {

  static List<EndOfPart> all() {
    return Stream.of("project-service", "model-registry-service", "review-service", "gateway")
        .flatMap(part -> Stream.of(new EndOfPart(part, true), new EndOfPart(part, false)))
        .toList();
  }

  @Override
  public String name() {
    return (killed ? "F1 kill " : "F1 stop ") + part;
  }

  @Override
  public boolean unclean() {
    return killed;
  }

  @Override
  public int weight() {
    return killed ? 20 : 5;
  }

  @Override
  public Injection inject(Installation installation) {
    if (killed) {
      installation.part(part).kill();
    } else {
      installation.part(part).stop();
    }
    return () -> installation.part(part).start();
  }
}
