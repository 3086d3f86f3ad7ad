package org.assay.review.qualification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A qualification as HTTP shows it to one caller.
 *
 * @param id its id
 * @param subject whose it is
 * @param reviewType what it is for
 * @param unit for whose projects it counts, absent where for every project
 * @param state whether it counts now
 * @param from from when on
 * @param until until when, unless it is ended before that
 * @param grantedBy the two who granted it, the proposer first
 * @param grantedAt when
 * @param proposalId the proposal that they agreed to
 * @param reason why it was granted; absent where it was erased
 * @param withdrawnBy who ended it
 * @param withdrawnAt when it was ended
 * @param withdrawalReason why it was ended; absent where it was erased
 * @param revision the number of its last event
 * @param actions what the caller may do with it now
 */
@Schema(name = "Qualification")
record QualificationView(
    UUID id,
    Actor subject,
    QualifiedFor reviewType,
    @Nullable String unit,
    QualificationState state,
    Instant from,
    Instant until,
    List<Actor> grantedBy,
    Instant grantedAt,
    UUID proposalId,
    @Nullable String reason,
    @Nullable Actor withdrawnBy,
    @Nullable Instant withdrawnAt,
    @Nullable String withdrawalReason,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  QualificationView {
    grantedBy = List.copyOf(grantedBy);
    actions = List.copyOf(actions);
  }
}
