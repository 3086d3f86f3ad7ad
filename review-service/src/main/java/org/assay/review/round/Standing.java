package org.assay.review.round;

import java.util.Set;
import java.util.UUID;
import org.assay.review.replica.Membership;
import org.assay.review.replica.Part;
import org.jspecify.annotations.Nullable;

/**
 * How the caller stands to one review.
 *
 * @param parts the caller's parts in the version, of all rounds
 * @param approved whether the caller's approval of this review stands
 * @param anotherNeeded whether this review is left to somebody else, since the caller approved
 *     others of the round and it needs so many different people
 * @param membership whether the caller belongs to the project
 * @param released whether a release of the round stands in some environment
 * @param findings whether a finding of the review is open
 * @param blocked whether a BLOCKER or MAJOR of the review was not ended by a reviewer
 * @param revoked whether the round was revoked, by itself or with a later one
 * @param mended whether the caller owns a finding of the review, answered it or mended it
 * @param lasting whether the caller's approval stands and its time is not over
 * @param over whether the round failed, was withdrawn or was followed by another
 * @param qualification the caller's qualification for the kind of review that is valid now and
 *     lasts longest, absent where there is none
 */
record Standing(
    Set<Part> parts,
    boolean approved,
    boolean anotherNeeded,
    Membership membership,
    boolean released,
    boolean findings,
    boolean blocked,
    boolean revoked,
    boolean mended,
    boolean lasting,
    boolean over,
    @Nullable UUID qualification) {

  Standing {
    parts = Set.copyOf(parts);
  }
}
