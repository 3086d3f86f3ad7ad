package org.assay.registry.alias;

import java.time.Instant;
import java.util.UUID;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.People;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An alias as HTTP shows it.
 *
 * @param name its name
 * @param version the number of the version it points at
 * @param versionId that version's id
 * @param governed whether it moves only with a decision
 * @param decisionId the release that let it move there
 * @param since when it moved there
 * @param movedBy who moved it
 */
@Schema(name = "Alias")
record AliasView(
    String name,
    int version,
    UUID versionId,
    boolean governed,
    @Nullable UUID decisionId,
    Instant since,
    Actor movedBy) {

  /** Shows an alias. */
  static AliasView from(Alias alias, boolean governed, People people) {
    return new AliasView(
        alias.name(),
        alias.number(),
        alias.versionId(),
        governed,
        alias.decisionId(),
        alias.since(),
        people.named(alias.movedBy()));
  }
}
