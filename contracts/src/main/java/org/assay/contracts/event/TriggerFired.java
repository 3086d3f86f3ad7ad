package org.assay.contracts.event;

import java.util.List;
import java.util.UUID;

/**
 * That something happened by which a version has to be looked at again.
 *
 * @param triggerId what fired
 * @param kind what sort of thing happened, such as DATA_WITHDRAWN
 * @param versionId the version that it concerns
 * @param modelId its model
 * @param digest the exact bytes
 * @param causeId what happened: the data set, the revocation, the deployment, the event of the use
 *     case, or the monitoring window
 * @param measure what was found: the data set, the digest that runs, the use case and what of it
 *     changed, or the windows in a row
 * @param reviews the kinds of review that were asked for by it
 * @param rules the rules that say so, such as {@code default/1}
 */
public record TriggerFired(
    UUID triggerId,
    String kind,
    UUID versionId,
    UUID modelId,
    String digest,
    UUID causeId,
    String measure,
    List<String> reviews,
    String rules) {

  /** Copies the list. */
  public TriggerFired {
    reviews = List.copyOf(reviews);
  }
}
