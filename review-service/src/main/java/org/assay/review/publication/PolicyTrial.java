package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.review.policy.Policies;
import org.assay.review.policy.PolicyScope;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.publication.DryRuns.Case;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.FactsQuery.Past;
import org.assay.review.requirement.FactsQuery.Round;
import org.assay.review.requirement.RequirementResult;
import org.assay.review.requirement.Requirements;
import org.assay.review.requirement.VersionFacts;
import org.assay.review.requirement.VersionFacts.AssessmentFacts;
import org.jspecify.annotations.Nullable;

/**
 * Judges versions and releases by what would hold with the draft of a policy, as if approvals and
 * answers had been given under it.
 */
@ApplicationScoped
class PolicyTrial {

  private final FactsQuery facts;
  private final Policies policies;

  PolicyTrial(FactsQuery facts, Policies policies) {
    this.facts = facts;
    this.policies = policies;
  }

  /** Judges a page. */
  void judge(DryRun run, PolicyEntry policy, List<Case> cases) {
    Map<Case, VersionFacts> known = known(run.part(), cases);
    PolicyVersion draft = new PolicyVersion(policy.id(), policy.digest(), policy.policy());
    Map<UUID, List<PolicyVersion>> inForce =
        policies.inForce(known.values().stream().map(VersionFacts::projectId).distinct().toList());
    Map<List<UUID>, PolicyVersion> united = new HashMap<>();
    List<List<RequirementResult>> judged = new ArrayList<>();
    List<DryRunHit> hits = new ArrayList<>();
    for (Case one : cases) {
      VersionFacts version = known.get(one);
      AssessmentFacts round = version == null ? null : version.assessment();
      if (version == null || round == null) {
        continue;
      }
      List<PolicyVersion> parts =
          with(draft, policy.scope().kind(), inForce.getOrDefault(version.projectId(), List.of()));
      PolicyVersion whole =
          united.computeIfAbsent(
              parts.stream().map(PolicyVersion::id).toList(), _ -> policies.unite(parts).undated());
      List<RequirementResult> results = judged(whole, round, version, one.environment());
      judged.add(results);
      // What failed by itself, now or by what was known at the release, the draft does not stop.
      if (!fulfilled(results) && passesAsBound(version, round, one)) {
        hits.add(hit(run.part(), version, one, results));
      }
    }
    switch (run.part()) {
      case OPEN_VERSIONS -> run.versions(judged, hits);
      case RELEASES -> run.releases(judged.size(), hits);
    }
  }

  private Map<Case, VersionFacts> known(DryRunPart part, List<Case> cases) {
    Map<Past, VersionFacts> found = new HashMap<>();
    for (VersionFacts version : read(part, cases)) {
      AssessmentFacts round = version.assessment();
      if (round != null) {
        found.put(past(part, version.versionId(), round.round(), version.at()), version);
      }
    }
    Map<Case, VersionFacts> known = new HashMap<>();
    for (Case one : cases) {
      VersionFacts version = found.get(past(part, one.versionId(), one.round(), one.releasedAt()));
      if (version != null) {
        known.put(one, version);
      }
    }
    return known;
  }

  private List<VersionFacts> read(DryRunPart part, List<Case> cases) {
    return switch (part) {
      case OPEN_VERSIONS ->
          facts.of(cases.stream().map(one -> new Round(one.versionId(), one.round())).toList());
      case RELEASES ->
          facts.then(
              cases.stream()
                  .map(one -> past(part, one.versionId(), one.round(), one.releasedAt()))
                  .distinct()
                  .toList());
    };
  }

  /** An open version is looked at once, whenever that is. */
  private static Past past(DryRunPart part, UUID versionId, int round, @Nullable Instant at) {
    return new Past(
        versionId, round, part == DryRunPart.OPEN_VERSIONS || at == null ? Instant.EPOCH : at);
  }

  /** What is in force, with the draft in the place of the earlier number of its name. */
  private static List<PolicyVersion> with(
      PolicyVersion draft, PolicyScope width, List<PolicyVersion> inForce) {
    List<PolicyVersion> parts = new ArrayList<>(inForce);
    for (int index = 0; index < parts.size(); index++) {
      if (parts.get(index).policy().name().equals(draft.policy().name())) {
        parts.set(index, draft);
        return parts;
      }
    }
    if (width == PolicyScope.ORGANISATION) {
      parts.addFirst(draft);
    } else {
      parts.addLast(draft);
    }
    return parts;
  }

  /** Approvals that were given for this round count as if the round were bound to the whole. */
  private static List<RequirementResult> judged(
      PolicyVersion whole, AssessmentFacts round, VersionFacts version, String environment) {
    return new Requirements(whole.boundAs(round.policyVersionId()), version)
        .forDecision(environment);
  }

  private boolean passesAsBound(VersionFacts version, AssessmentFacts round, Case one) {
    return fulfilled(
        new Requirements(policies.bound(round.policyVersionId()), version)
            .forDecision(one.environment()));
  }

  private static boolean fulfilled(List<RequirementResult> results) {
    return results.stream().allMatch(RequirementResult::fulfilled);
  }

  private static DryRunHit hit(
      DryRunPart part, VersionFacts version, Case one, List<RequirementResult> results) {
    return new DryRunHit(
        version.model(),
        version.number(),
        version.versionId(),
        one.round(),
        part == DryRunPart.RELEASES ? one.environment() : null,
        results.stream()
            .filter(result -> !result.fulfilled())
            .map(result -> result.key().value())
            .sorted()
            .toList());
  }
}
