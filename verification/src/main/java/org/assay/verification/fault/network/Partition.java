package org.assay.verification.fault.network;

import java.util.List;

/**
 * What goes wrong between two parts, and how it ends.
 *
 * @param label its family and its name for people
 * @param weather what it is like
 * @param endsByReset whether what stood before is reset in the end; else what was held back arrives
 *     late
 * @param links one of each kind of link, so that the kinds together come to every service
 */
record Partition(String label, Weather weather, boolean endsByReset, List<Link> links) {

  static final List<Partition> ALL =
      List.of(
          new Partition(
              "F5 cut",
              Weather.cut(),
              false,
              List.of(Link.REVIEW_TO_DATABASE, Link.REGISTRY_TO_BROKER, Link.GATEWAY_TO_PROJECT)),
          new Partition(
              "F5 requests lost,",
              Weather.deafServer(),
              true,
              List.of(Link.REGISTRY_TO_DATABASE, Link.PROJECT_TO_BROKER, Link.GATEWAY_TO_REVIEW)),
          new Partition(
              "F5 answers lost,",
              Weather.muteServer(),
              false,
              List.of(
                  Link.PROJECT_TO_DATABASE,
                  Link.REVIEW_TO_BROKER,
                  Link.GATEWAY_TO_REGISTRY,
                  Link.REVIEW_TO_REGISTRY)),
          new Partition(
              "F5 half-open,",
              Weather.halfOpen(),
              true,
              List.of(Link.REVIEW_TO_DATABASE, Link.REGISTRY_TO_BROKER, Link.GATEWAY_TO_REVIEW)),
          new Partition(
              "F5 resets,",
              Weather.reset(),
              true,
              List.of(Link.REGISTRY_TO_DATABASE, Link.REVIEW_TO_BROKER, Link.GATEWAY_TO_REGISTRY)),
          new Partition(
              "F6 delay,",
              Weather.slow(),
              false,
              List.of(Link.GATEWAY_TO_REGISTRY, Link.REVIEW_TO_BROKER)),
          new Partition(
              "F6 slices,",
              Weather.sliced(),
              false,
              List.of(Link.REGISTRY_TO_DATABASE, Link.GATEWAY_TO_REVIEW)));

  /** Copies the links. */
  Partition {
    links = List.copyOf(links);
  }

  /** Whether nothing comes through, one way or both. */
  boolean silent() {
    return weather.heldToServer() || weather.heldToClient();
  }
}
