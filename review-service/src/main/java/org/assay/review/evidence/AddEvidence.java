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
import org.assay.review.evidence.attack.AttackKind;
import org.assay.review.evidence.attack.AttackRoc;
import org.assay.review.evidence.attack.AttackTrials;
import org.assay.review.evidence.attack.MemberGuesses;
import org.assay.review.evidence.evaluation.PredictionColumns;
import org.assay.review.evidence.explanation.ExplainedOutput;
import org.assay.review.evidence.explanation.ExplanationMethod;
import org.assay.review.evidence.explanation.FeatureImportance;
import org.assay.review.evidence.explanation.FeatureTable;
import org.assay.review.evidence.window.AddWindow;
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
 * @param champion of predictions: the record of the released version's that they are compared with
 * @param method of an explanation: how it was found
 * @param features of an explanation: how much each feature matters
 * @param modelFeatures of an explanation: everything that the model takes in
 * @param baseValue of an explanation that adds up: the output where nothing contributes
 * @param samples of an explanation that adds up: outputs, which are checked and not kept
 * @param attack of an attack on privacy: what was tried
 * @param counts of an attack on membership: how often it was guessed right or wrong
 * @param guesses of another attack: how often it succeeded
 * @param roc of an attack on membership: what other thresholds would do
 * @param window of a monitoring window: what was counted where the version ran
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
    @Nullable UUID plan,
    @Nullable UUID champion,
    @Nullable ExplanationMethod method,
    @Size(min = 1, max = FeatureTable.MOST_FEATURES)
        @Nullable List<@NotNull @Valid FeatureImportance> features,
    @Size(min = 1, max = FeatureTable.MOST_FEATURES)
        @Nullable List<@NotNull @PlainText(max = FeatureTable.LONGEST_NAME) String> modelFeatures,
    @Nullable Double baseValue,
    @Size(min = 1, max = FeatureTable.MOST_SAMPLES)
        @Nullable List<@NotNull @Valid ExplainedOutput> samples,
    @Nullable AttackKind attack,
    @Valid @Nullable MemberGuesses counts,
    @Valid @Nullable AttackTrials guesses,
    @Valid @Nullable AttackRoc roc,
    @Valid @Nullable AddWindow window) {}
