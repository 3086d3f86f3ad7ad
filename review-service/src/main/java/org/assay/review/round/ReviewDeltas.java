package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.identity.Caller;
import org.assay.review.condition.Condition;
import org.assay.review.condition.Conditions;
import org.assay.review.finding.Finding;
import org.assay.review.finding.Findings;
import org.assay.review.note.Notes;
import org.assay.review.policy.Policies;
import org.assay.review.replica.VersionCopies;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.VersionFacts;
import org.assay.review.requirement.VersionFacts.ClassificationFacts;
import org.assay.review.round.AskedQuestions.Asked;
import org.assay.review.round.EvidenceChanges.Changed;
import org.assay.review.round.ReviewDeltaView.ConditionView;
import org.assay.review.round.ReviewDeltaView.EvidenceChangeView;
import org.assay.review.round.ReviewDeltaView.EvidenceDeltaView;
import org.assay.review.round.ReviewDeltaView.FactView;
import org.assay.review.round.ReviewDeltaView.FindingView;
import org.assay.review.round.ReviewDeltaView.QuestionView;
import org.assay.review.round.ReviewDeltaView.WordingView;
import org.assay.review.round.ReviewView.BasisView;
import org.assay.review.round.SinceBasis.QuestionThen;
import org.jspecify.annotations.Nullable;

/** Shows what changed since the approval that a review goes on from. */
@ApplicationScoped
class ReviewDeltas {

  /** How many changes of evidence are shown with the rest. */
  private static final int FIRST = 50;

  /** How many findings, and conditions, that earlier rounds left open are shown. */
  private static final int MOST_OPEN = 200;

  private final ReviewDesk desk;
  private final Reviews reviews;
  private final Bases bases;
  private final Carrying carrying;
  private final EvidenceChanges evidence;
  private final Findings findings;
  private final Conditions conditions;
  private final FactsQuery facts;
  private final Policies policies;
  private final VersionCopies versions;
  private final Notes notes;

  ReviewDeltas(
      ReviewDesk desk,
      Reviews reviews,
      Bases bases,
      Carrying carrying,
      EvidenceChanges evidence,
      Findings findings,
      Conditions conditions,
      FactsQuery facts,
      Policies policies,
      VersionCopies versions,
      Notes notes) {
    this.desk = desk;
    this.reviews = reviews;
    this.bases = bases;
    this.carrying = carrying;
    this.evidence = evidence;
    this.findings = findings;
    this.conditions = conditions;
    this.facts = facts;
    this.policies = policies;
    this.versions = versions;
    this.notes = notes;
  }

  ReviewDeltaView view(Review review, Caller caller) {
    AskedQuestions asked = desk.guard(review, caller).asked();
    SinceBasis since = carrying.of(review, asked);
    Basis basis = since.basis();
    List<UUID> earlier = reviews.before(review);
    return new ReviewDeltaView(
        review.id(),
        basis == null ? null : basis(basis),
        basis == null ? List.of() : facts(basis, review),
        evidence(basis, review),
        basis == null ? List.of() : questions(since, asked),
        findings(earlier),
        conditions(earlier));
  }

  /** Returns what became of the evidence, in the order of the records' ids. */
  List<EvidenceChangeView> evidence(Review review, Optional<UUID> after, int limit) {
    return bases
        .of(review)
        .map(basis -> evidence(evidence.inOrder(basis, review.versionId(), after, limit)))
        .orElse(List.of());
  }

  private BasisView basis(Basis basis) {
    return new BasisView(
        basis.reviewId(),
        versions.known(basis.versionId()).number(),
        basis.round(),
        basis.approvedAt());
  }

  private List<FactView> facts(Basis basis, Review review) {
    VersionFacts known = facts.inRound(review.versionId(), review.round());
    ClassificationFacts classification = known.classification();
    List<FactView> differing = new ArrayList<>();
    add(differing, DeltaFact.DIGEST, basis.digest(), review.digest());
    add(differing, DeltaFact.EVIDENCE, basis.evidenceDigest(), review.evidenceDigest());
    add(
        differing,
        DeltaFact.POLICY,
        policy(basis.policyVersionId()),
        policy(review.policyVersionId()));
    add(differing, DeltaFact.CHECKLIST, basis.checklist(), review.checklist());
    add(differing, DeltaFact.TIER, basis.tier(), known.tier());
    add(
        differing,
        DeltaFact.CLASSIFICATION,
        basis.classificationId(),
        classification == null ? null : classification.newest());
    add(differing, DeltaFact.KIND, basis.kind(), known.setting().kind());
    add(differing, DeltaFact.FEDERATED, basis.federated(), known.setting().federated());
    add(differing, DeltaFact.UNIT, basis.unit(), known.setting().unit());
    return differing;
  }

  private String policy(UUID id) {
    return policies.bound(id).policy().reference();
  }

  private static void add(
      List<FactView> differing, DeltaFact what, @Nullable Object before, @Nullable Object now) {
    if (!Objects.equals(before, now)) {
      differing.add(
          new FactView(
              what,
              before == null ? null : before.toString(),
              now == null ? null : now.toString()));
    }
  }

  private EvidenceDeltaView evidence(@Nullable Basis basis, Review review) {
    if (basis == null) {
      return new EvidenceDeltaView(0, 0, 0, 0, List.of());
    }
    Map<EvidenceChange, Long> counts = evidence.count(basis, review.versionId());
    return new EvidenceDeltaView(
        counts.getOrDefault(EvidenceChange.ADDED, 0L),
        counts.getOrDefault(EvidenceChange.SUPERSEDED, 0L),
        counts.getOrDefault(EvidenceChange.ABSENT, 0L),
        counts.getOrDefault(EvidenceChange.ENDED, 0L),
        evidence(evidence.inOrder(basis, review.versionId(), Optional.empty(), FIRST)));
  }

  private List<EvidenceChangeView> evidence(List<Changed> changed) {
    Texts titles = new Texts(notes.texts(changed.stream().map(Changed::noteId).toList()));
    return changed.stream()
        .map(
            one ->
                new EvidenceChangeView(
                    one.id(),
                    one.change(),
                    one.kind(),
                    titles.of(one.noteId()),
                    one.digest(),
                    one.supersededBy(),
                    one.validUntil()))
        .toList();
  }

  private static List<QuestionView> questions(SinceBasis since, AskedQuestions asked) {
    return Stream.concat(
            asked.all().stream()
                .filter(one -> since.change(one.question().id()) != QuestionChange.UNCHANGED)
                .flatMap(one -> question(since, one)),
            since.removed().stream()
                .map(
                    then ->
                        new QuestionView(
                            then.question().id(), QuestionChange.REMOVED, worded(then), null)))
        .toList();
  }

  private static Stream<QuestionView> question(SinceBasis since, Asked asked) {
    return Stream.ofNullable(since.questions().get(asked.question().id()))
        .map(
            found ->
                new QuestionView(
                    asked.question().id(),
                    found.change(),
                    worded(found.then()),
                    worded(new QuestionThen(asked.question(), asked.mark()))));
  }

  private static @Nullable WordingView worded(@Nullable QuestionThen asked) {
    return asked == null
        ? null
        : new WordingView(asked.question().text(), asked.question().evidence(), asked.mark());
  }

  private List<FindingView> findings(List<UUID> earlier) {
    List<Finding> open = findings.open(earlier, MOST_OPEN);
    Texts texts = new Texts(notes.texts(open.stream().map(Finding::noteId).toList()));
    return open.stream()
        .map(
            finding ->
                new FindingView(
                    finding.id(),
                    finding.reviewId(),
                    finding.severity(),
                    finding.state(),
                    finding.questionId(),
                    texts.of(finding.noteId())))
        .toList();
  }

  private List<ConditionView> conditions(List<UUID> earlier) {
    List<Condition> open = conditions.open(earlier, MOST_OPEN);
    Texts texts = new Texts(notes.texts(open.stream().map(Condition::noteId).toList()));
    return open.stream()
        .map(
            condition ->
                new ConditionView(
                    condition.id(),
                    condition.reviewId(),
                    texts.of(condition.noteId()),
                    condition.questionId(),
                    condition.dueAt(),
                    condition.ifMissed()))
        .toList();
  }
}
