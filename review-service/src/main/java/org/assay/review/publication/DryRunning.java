package org.assay.review.publication;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.review.Refusal;
import org.assay.review.policy.Policies;
import org.assay.review.policy.PolicyScope;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.publication.DryRuns.Case;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.FactsQuery.Past;
import org.assay.review.requirement.FactsQuery.Round;
import org.assay.review.requirement.RequirementResult;
import org.assay.review.requirement.Requirements;
import org.assay.review.requirement.VersionFacts;
import org.assay.review.requirement.VersionFacts.AssessmentFacts;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tries a draft: judges every open version of its scope and every round that a release rested on by
 * what would hold with the draft, as if approvals had been given under it. Judged is what is known
 * today; of a release what was known of its round at the instant of the decision, since what ended
 * or changed afterwards is not stopped by the draft.
 *
 * <p>The first pages are judged at once, the others by a job: each page is a transaction that keeps
 * how far it got, so that a restart goes on and no page counts twice.
 */
@ApplicationScoped
class DryRunning {

  private static final int PAGE = 200;
  private static final int PAGES_AT_ONCE = 5;

  /** How many dry runs of one draft are kept. */
  private static final int KEPT = 20;

  private static final Logger LOG = Logger.getLogger(DryRunning.class);

  private final PolicyEntries entries;
  private final DryRuns dryRuns;
  private final FactsQuery facts;
  private final Policies policies;
  private final DatabaseClock clock;

  DryRunning(
      PolicyEntries entries,
      DryRuns dryRuns,
      FactsQuery facts,
      Policies policies,
      DatabaseClock clock) {
    this.entries = entries;
    this.dryRuns = dryRuns;
    this.facts = facts;
    this.policies = policies;
    this.clock = clock;
  }

  /** Starts a dry run of a draft. */
  DryRun start(UUID policyId, Caller caller) {
    PolicyEntry policy = entries.locked(policyId, caller);
    Optional<Refusal> refusal =
        new PolicyGuard(caller).tryOut(policy, !dryRuns.running(List.of(policyId)).isEmpty());
    Refusal.refuse(refusal);
    DryRun run = DryRun.of(policy, caller.subject(), clock.now());
    dryRuns.keepNewest(policyId, KEPT - 1);
    dryRuns.persist(run);
    for (int page = 0; page < PAGES_AT_ONCE && run.state() == DryRunState.RUNNING; page++) {
      advance(run, policy);
    }
    return run;
  }

  /** Goes on with what was not done at once, until a page fails, which is tried again later. */
  @Scheduled(
      identity = "policy-dry-run",
      every = "1s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void goOn() {
    Optional<UUID> next;
    do {
      next = QuarkusTransaction.requiringNew().call(dryRuns::next);
    } while (next.filter(this::advanced).isPresent());
  }

  private boolean advanced(UUID id) {
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  dryRuns
                      .locked(id)
                      .ifPresent(run -> advance(run, entries.findById(run.policyId()))));
      return true;
    } catch (RuntimeException e) {
      LOG.errorf(e, "A page of a dry run fails: %s", id);
      QuarkusTransaction.requiringNew()
          .run(() -> dryRuns.locked(id).ifPresent(run -> run.fail(clock.now())));
      return false;
    }
  }

  private void advance(DryRun run, PolicyEntry policy) {
    if (!policy.digest().equals(run.digest())) {
      run.outdate(clock.now());
      return;
    }
    List<Case> cases = dryRuns.next(run.part(), policy.scope(), run.afterId(), PAGE);
    if (!cases.isEmpty()) {
      judge(run, policy, cases);
      run.reached(cases.getLast().id());
    }
    if (cases.size() < PAGE) {
      run.endPart(clock.now());
    }
  }

  private void judge(DryRun run, PolicyEntry policy, List<Case> cases) {
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
              parts.stream().map(PolicyVersion::id).toList(), _ -> policies.unite(parts));
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
    return new Requirements(whole.boundAs(round.policyVersionId()), version).forRound(environment);
  }

  private boolean passesAsBound(VersionFacts version, AssessmentFacts round, Case one) {
    return fulfilled(
        new Requirements(policies.bound(round.policyVersionId()), version)
            .forRound(one.environment()));
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
