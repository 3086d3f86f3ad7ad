package org.assay.verification.fault;

import java.util.List;
import java.util.stream.Stream;

/** F1: a service or the gateway is killed as {@code kill -9} does, and started again at once. */
record KillPart(String part) implements Fault {

  static List<KillPart> all() {
    return Stream.of("project-service", "model-registry-service", "review-service", "gateway")
        .map(KillPart::new)
        .toList();
  }

  @Override
  public String name() {
    return "F1 kill " + part;
  }

  @Override
  public int weight() {
    return 20;
  }

  @Override
  public Injection inject(Installation installation) {
    installation.part(part).kill();
    return () -> installation.part(part).start();
  }
}
