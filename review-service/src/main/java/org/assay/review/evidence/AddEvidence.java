package org.assay.review.evidence;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.assay.kit.http.PlainText;
import org.assay.review.evidence.evaluation.PredictionColumns;
import org.jspecify.annotations.Nullable;

/**
 * Evidence to add to a version; {@link EvidenceContent} says which members belong to which kind.
 *
 * @param kind what it is
 * @param title what people call it: plain text that never enters the log; counts have one without
 * @param digest the exact bytes of a document
 * @param supersedes the record of the same version whose place it takes
 * @param collectedAt when it was collected, not in the future
 * @param validUntil until when it says something, in the future; approvals do not count after that
 * @param attribute of counts: what the groups are values of
 * @param positiveClass of counts: the class that {@code tp} counts the hits of
 * @param favourableLabel of counts: the class that people wish for; the positive one where absent
 * @param referenceGroup of counts: whom others are compared with; the largest group where absent
 * @param groups of counts: each group once
 * @param dataDigest of a claim: the exact data that its figures were computed of
 * @param statistics of a claim: each figure of a group, or of all rows, once
 * @param upload of predictions: where the file lies in the project's artifacts
 * @param columns of predictions: which column is what
 * @param plan of predictions: the plan of the version by which they are evaluated
 */
public record AddEvidence(
    @NotNull EvidenceKind kind,
    @PlainText(max = 200) @Nullable String title,
    @Pattern(regexp = Digest.PATTERN) @Nullable String digest,
    @Nullable UUID supersedes,
    @Nullable Instant collectedAt,
    @Nullable Instant validUntil,
    @PlainText(max = 100) @Nullable String attribute,
    @PlainText(max = 100) @Nullable String positiveClass,
    @PlainText(max = 100) @Nullable String favourableLabel,
    @PlainText(max = 100) @Nullable String referenceGroup,
    @Size(min = 1, max = GroupCounts.MOST_GROUPS)
        @Nullable List<@NotNull @Valid CountedGroup> groups,
    @Pattern(regexp = Digest.PATTERN) @Nullable String dataDigest,
    @Size(min = 1, max = Claim.MOST_STATISTICS)
        @Nullable List<@NotNull @Valid ClaimedStatistic> statistics,
    @Size(min = 1, max = 1024) @Nullable String upload,
    @Valid @Nullable PredictionColumns columns,
    @Nullable UUID plan) {}
