package org.assay.review.requirement;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.review.requirement.VersionFacts.OverrideMark;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * That a version was let pass a requirement once, as HTTP shows it wherever the version is.
 *
 * @param id the override
 * @param requirement the requirement's key
 * @param state GRANTED, EXPIRED from its expiry on, or WITHDRAWN
 * @param expiresAt when it ends by itself, or would have
 */
@Schema(name = "OverrideMark")
public record OverrideMarkView(UUID id, String requirement, String state, Instant expiresAt) {

  /** Returns the views of the marks that a version bears. */
  public static List<OverrideMarkView> of(List<OverrideMark> marks) {
    return marks.stream()
        .map(
            mark ->
                new OverrideMarkView(mark.id(), mark.requirement(), mark.state(), mark.expiresAt()))
        .toList();
  }
}
