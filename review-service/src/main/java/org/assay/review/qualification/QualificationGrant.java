package org.assay.review.qualification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be granted exactly; two administrators agree to these bytes of it.
 *
 * @param subject whose it is to be
 * @param reviewType what it is for
 * @param unit for whose projects it counts, absent where for every project
 * @param from from when on; absent where from the grant on
 * @param until until when
 */
public record QualificationGrant(
    String subject,
    QualifiedFor reviewType,
    @Nullable String unit,
    @Nullable Instant from,
    Instant until) {}
