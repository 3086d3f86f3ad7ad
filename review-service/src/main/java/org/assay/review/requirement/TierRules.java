package org.assay.review.requirement;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.identity.RoleNames;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.Terms;
import org.assay.review.policy.Terms.OpenConditions;
import org.assay.review.policy.Validity;
import org.assay.review.requirement.Explanation.Fulfiller;
import org.assay.review.requirement.RequirementResult.Satisfied;
import org.assay.review.requirement.RequirementResult.Stale;
import org.assay.review.requirement.RequirementResult.Unsatisfied;
import org.assay.review.requirement.VersionFacts.AssessmentFacts;
import org.assay.review.requirement.VersionFacts.ClassificationFacts;
import org.assay.review.requirement.VersionFacts.ConditionFacts;

/**
 * Judges what a policy asks of a version by the tier of its model, beyond reviews and people.
 *
 * @param bound the policy
 * @param terms what it asks of the tier
 * @param facts what is known
 */
record TierRules(PolicyVersion bound, Terms terms, VersionFacts facts) {

  private static final List<Fulfiller> MEMBERS =
      List.of(Fulfiller.role(RoleNames.ENGINEER), Fulfiller.role(RoleNames.LEAD));

  /** Returns what the round has to meet. */
  List<RequirementResult> forPassing() {
    List<RequirementResult> results = new ArrayList<>();
    if (bound.policy().asksForTier()) {
      results.add(classified());
    }
    Period longest = terms.evidence();
    if (longest != null) {
      results.add(evidenceRecent(longest));
    }
    return results;
  }

  /** Returns what the instant of a release has to meet too. */
  Optional<RequirementResult> atRelease() {
    return Optional.ofNullable(terms.openConditions()).map(this::openConditions);
  }

  /** Returns when something that these rules rest on ends. */
  Stream<Instant> ends() {
    ClassificationFacts classification = facts.classification();
    Stream<Instant> answers =
        bound.policy().asksForTier() && classification != null
            ? Stream.of(classification.validUntil())
            : Stream.of();
    return Stream.concat(answers, evidenceEnds().stream());
  }

  /** Returns when the oldest record of the evidence is too old, empty where none gets so. */
  Optional<Instant> evidenceEnds() {
    Period longest = terms.evidence();
    Instant oldest = facts.evidence().span().oldest();
    return longest == null || oldest == null
        ? Optional.empty()
        : Optional.of(Validity.after(oldest, longest));
  }

  private RequirementResult classified() {
    RequirementKey key = RequirementKey.CLASSIFIED;
    ClassificationFacts classification = facts.classification();
    List<UUID> unclassified = facts.unclassified();
    if (!unclassified.isEmpty()) {
      return new Unsatisfied(
          key,
          Explanation.of(
                  "The questionnaire is not answered for %d use cases that the model names: %s"
                      .formatted(
                          unclassified.size(),
                          unclassified.stream().map(UUID::toString).collect(joining(", "))))
              .by(MEMBERS)
              .value("unclassified_use_cases", unclassified.size(), 0));
    }
    if (classification == null) {
      return new Unsatisfied(
          key,
          Explanation.of("The questionnaire is not answered for the model in any use case")
              .by(MEMBERS));
    }
    List<String> evidence = List.of(classification.id().toString());
    AssessmentFacts round = facts.assessment();
    boolean under = classification.isUnder(bound, round == null ? null : round.openedAt());
    if (!under || !classification.current() || !facts.isValid(classification.validUntil())) {
      return new Stale(
          key,
          Explanation.of(
                  (under
                          ? "A use case of the model changed, or its answers are too old"
                          : "A policy or a questionnaire came into force since the model was"
                              + " classified")
                      + "; classify it again: the answers given are offered")
              .by(MEMBERS)
              .since(null, evidence));
    }
    return new Satisfied(
        key,
        Explanation.of(
                "The model is classified %s%s"
                    .formatted(
                        classification.tier(),
                        classification.undone()
                            ? "; that it was lowered does not count, since one of the two has a part"
                                + " in the version"
                            : ""))
            .since(null, evidence));
  }

  private RequirementResult evidenceRecent(Period longest) {
    RequirementKey key = RequirementKey.EVIDENCE_RECENT;
    Optional<Instant> end = evidenceEnds();
    if (end.isPresent() && !facts.isValid(end.get())) {
      return new Stale(
          key,
          Explanation.of(
                  "The oldest record of the evidence is from %s and counts for %s"
                      .formatted(facts.evidence().span().oldest(), longest))
              .by(MEMBERS));
    }
    return new Satisfied(
        key, Explanation.of("No record of the evidence is older than %s".formatted(longest)));
  }

  private RequirementResult openConditions(OpenConditions allowed) {
    RequirementKey key = RequirementKey.OPEN_CONDITIONS;
    ConditionFacts conditions = facts.conditions();
    Instant lastDue = conditions.lastDueAt();
    Instant latest = Validity.after(facts.at(), allowed.within());
    boolean late = lastDue != null && lastDue.isAfter(latest);
    Explanation why =
        Explanation.of(
                late
                    ? "A condition is due at %s, and %s ahead is the most"
                        .formatted(lastDue, allowed.within())
                    : "%d of at most %d conditions are open"
                        .formatted(conditions.open(), allowed.most()))
            .value("open_conditions", conditions.open(), allowed.most());
    return late || conditions.open() > allowed.most()
        ? new Unsatisfied(key, why.by(MEMBERS))
        : new Satisfied(key, why);
  }
}
