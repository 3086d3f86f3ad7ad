package org.assay.review.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.kit.event.Cause;
import org.assay.review.OwnCause;
import org.assay.review.classification.Tier;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.evidence.window.MonitoringWindow;
import org.assay.review.evidence.window.MonitoringWindows;
import org.assay.review.evidence.window.MonitoringWindows.Mark;
import org.assay.review.evidence.window.WindowAdded;
import org.assay.review.finding.Severity;
import org.assay.review.incident.IncidentOpening;
import org.assay.review.monitoring.Runs.Run;
import org.assay.review.policy.MonitoringTerms;
import org.assay.review.policy.Policies;
import org.assay.review.policy.ReviewType;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.VersionFacts;
import org.assay.review.round.FindingByRule;
import org.assay.review.round.ReviewingAgain;
import org.assay.review.trigger.FiredTriggers;
import org.assay.review.trigger.FiredTriggers.Fired;
import org.assay.review.trigger.Happened;
import org.assay.review.trigger.TriggerKind;
import org.assay.review.trigger.TriggerRules;

/**
 * What follows from a window, in the transaction that adds it and with the version's row locked:
 * windows with drift in a row ask for reviews and leave a finding, once for each such run; a live
 * claim that fails, or says nothing for too long, is an incident. A correction is judged as the
 * window in whose place it stands; what fired stays, and does not fire again.
 */
@ApplicationScoped
class WindowFollowing {

  private static final int MOST_NAMES = 10;

  private final MonitoringWindows windows;
  private final WindowTriggers fired;
  private final FiredTriggers triggers;
  private final TriggerRules rules;
  private final FactsQuery facts;
  private final Policies policies;
  private final ReviewingAgain reviewing;
  private final FindingByRule findings;
  private final IncidentOpening incidents;

  WindowFollowing(
      MonitoringWindows windows,
      WindowTriggers fired,
      FiredTriggers triggers,
      TriggerRules rules,
      FactsQuery facts,
      Policies policies,
      ReviewingAgain reviewing,
      FindingByRule findings,
      IncidentOpening incidents) {
    this.windows = windows;
    this.fired = fired;
    this.triggers = triggers;
    this.rules = rules;
    this.facts = facts;
    this.policies = policies;
    this.reviewing = reviewing;
    this.findings = findings;
    this.incidents = incidents;
  }

  void follow(@Observes WindowAdded added) {
    MonitoringTerms terms = added.judged().terms().monitoring();
    if (terms == null) {
      return;
    }
    MonitoringWindow window = added.judged().window();
    VersionCopy version = added.version();
    List<Mark> inOrder = windows.inOrder(version.id(), window.environment(), added.by());
    Runs.ofDrift(inOrder, window.evidenceId())
        .filter(run -> run.windows().size() >= terms.driftWindows())
        .filter(run -> !fired.drifted(version, window.environment(), run))
        .ifPresent(run -> drifts(version, window, run, added.cause()));
    failing(inOrder, window, terms)
        .filter(run -> isNew(added, run))
        .ifPresent(run -> fails(version, window, run, added.cause()));
  }

  /** One window that fails is enough; of inconclusive ones it takes several in a row. */
  private static Optional<Run> failing(
      List<Mark> inOrder, MonitoringWindow window, MonitoringTerms terms) {
    return window.live() == Verdict.FAIL
        ? Optional.of(new Run(List.of(window.evidenceId()), window.from(), window.from()))
        : Runs.ofInconclusive(inOrder, window.evidenceId())
            .filter(run -> run.windows().size() >= terms.inconclusiveWindows());
  }

  /**
   * A run of inconclusive windows is everybody's, so that it fires once; a failure is its sender's.
   */
  private boolean isNew(WindowAdded added, Run run) {
    MonitoringWindow window = added.judged().window();
    VersionCopy version = added.version();
    if (window.live() != Verdict.FAIL) {
      return !fired.incident(version, window.environment(), run, null);
    }
    return !fired.failed(version, window, added.by())
        && !fired.incident(version, window.environment(), run, added.by());
  }

  private void drifts(VersionCopy version, MonitoringWindow window, Run run, Cause cause) {
    List<ReviewType> asked = asked(TriggerKind.DRIFT, version);
    fire(TriggerKind.DRIFT, version, window, run, asked, cause)
        .ifPresent(
            trigger -> {
              Cause because = OwnCause.after(cause, trigger.eventId());
              reviewing.ask(version, asked, TriggerKind.DRIFT.name(), because);
              findings.open(
                  version, ReviewType.POST_DEPLOYMENT, Severity.MAJOR, drift(window, run), because);
            });
  }

  private void fails(VersionCopy version, MonitoringWindow window, Run run, Cause cause) {
    List<ReviewType> asked = asked(TriggerKind.LIVE_CLAIM_FAILED, version);
    fire(TriggerKind.LIVE_CLAIM_FAILED, version, window, run, asked, cause)
        .ifPresent(
            trigger -> {
              Cause because = OwnCause.after(cause, trigger.eventId());
              trigger.trigger().opened(incidents.monitored(version, failure(window, run), because));
              triggers.flush();
              reviewing.ask(version, asked, TriggerKind.LIVE_CLAIM_FAILED.name(), because);
            });
  }

  private Optional<Fired> fire(
      TriggerKind kind,
      VersionCopy version,
      MonitoringWindow window,
      Run run,
      List<ReviewType> asked,
      Cause cause) {
    String measure =
        "%d in %s: %s"
            .formatted(
                run.windows().size(),
                window.environment(),
                run.windows().stream().map(UUID::toString).collect(Collectors.joining(" ")));
    return triggers.fire(kind, version, new Happened(window.evidenceId(), measure), asked, cause);
  }

  private List<ReviewType> asked(TriggerKind kind, VersionCopy version) {
    VersionFacts known = facts.known(version.id());
    Tier tier = known.unclassified().isEmpty() ? known.tier() : null;
    boolean asked = policies.inForce(version.projectId()).policy().asksForTier();
    return rules.all(kind).stream()
        .filter(rule -> rule.concerns(tier, asked))
        .flatMap(rule -> rule.reviews().stream())
        .distinct()
        .toList();
  }

  private static String drift(MonitoringWindow window, Run run) {
    List<String> names = window.drifted();
    String more =
        names.size() > MOST_NAMES ? " and %d more".formatted(names.size() - MOST_NAMES) : "";
    return ("%d windows of %s in a row are beyond a limit of drift, the first from %s, the last from"
            + " %s. In window %s: %s%s")
        .formatted(
            run.windows().size(),
            window.environment(),
            run.first(),
            run.last(),
            window.evidenceId(),
            names.isEmpty()
                ? "none"
                : names.stream().limit(MOST_NAMES).collect(Collectors.joining(", ")),
            more);
  }

  private static String failure(MonitoringWindow window, Run run) {
    String claims =
        window.claims().stream()
            .filter(claim -> claim.verdict().equals(String.valueOf(window.live())))
            .map(
                claim ->
                    claim.attribute() == null
                        ? claim.statistic()
                        : "%s of %s".formatted(claim.statistic(), claim.attribute()))
            .distinct()
            .limit(MOST_NAMES)
            .collect(Collectors.joining(", "));
    return "Window %s of %s, from %s until %s, is %s, %d in a row: %s"
        .formatted(
            window.evidenceId(),
            window.environment(),
            window.from(),
            window.until(),
            window.live(),
            run.windows().size(),
            claims);
  }
}
