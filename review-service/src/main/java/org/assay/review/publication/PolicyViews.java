package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.kit.identity.Role;
import org.assay.review.policy.Policy;
import org.assay.review.policy.PolicyRequirement;
import org.assay.review.publication.DraftContent.DraftRequirement;
import org.assay.review.publication.PolicyView.PolicyConsentView;

/** Shows policies and dry runs; a page of them takes as many statements as one. */
@ApplicationScoped
class PolicyViews {

  private final Accounts accounts;
  private final PolicyConsents consents;
  private final StandingWords words;
  private final DryRuns dryRuns;

  PolicyViews(Accounts accounts, PolicyConsents consents, StandingWords words, DryRuns dryRuns) {
    this.accounts = accounts;
    this.consents = consents;
    this.words = words;
    this.dryRuns = dryRuns;
  }

  PolicyView view(PolicyEntry policy, Caller caller) {
    return views(List.of(policy), caller).getFirst();
  }

  List<PolicyView> views(List<PolicyEntry> policies, Caller caller) {
    List<UUID> ids = policies.stream().map(PolicyEntry::id).toList();
    Map<PolicyConsents.Key, List<PolicyConsent>> standing = consents.of(ids);
    Map<PolicyConsents.Key, List<PolicyConsent>> counted = counted(policies, standing, caller);
    Set<UUID> tried = dryRuns.tried(ids);
    Set<UUID> running = dryRuns.running(ids);
    People people =
        accounts.people(
            Stream.concat(
                policies.stream().map(PolicyEntry::createdBy),
                standing.values().stream().flatMap(List::stream).map(PolicyConsent::subject)));
    List<PolicyView> views = new ArrayList<>();
    for (PolicyEntry policy : policies) {
      List<PolicyConsent> publish = of(standing, policy, PolicyActKind.PUBLISH);
      List<PolicyConsent> retire = of(standing, policy, PolicyActKind.RETIRE);
      boolean wasTried = tried.contains(policy.id());
      Policy said = policy.policy();
      views.add(
          new PolicyView(
              policy.id(),
              policy.name(),
              policy.number(),
              policy.scope(),
              policy.state(),
              said.text(),
              DraftTiers.shown(said.reviews()),
              said.distinctPeople(),
              said.distinctUnits(),
              said.requirements().stream().map(PolicyViews::shown).toList(),
              DraftPeriods.written(said.validity()),
              Objects.requireNonNullElse(said.rebindAfter(), Policy.USUAL_REBINDING).toString(),
              DraftTiers.shown(said.tiers()),
              said.checklists(),
              said.governedAliases(),
              said.reviewDue(),
              policy.digest(),
              wasTried,
              people.named(policy.createdBy()),
              policy.createdAt(),
              policy.publishedAt(),
              shown(publish, people),
              policy.retiredAt(),
              shown(retire, people),
              policy.revision(),
              new PolicyGuard(caller)
                  .actions(
                      policy,
                      of(counted, policy, PolicyActKind.PUBLISH),
                      of(counted, policy, PolicyActKind.RETIRE),
                      new PolicyGuard.Tried(wasTried, running.contains(policy.id())))));
    }
    return views;
  }

  DryRunView view(DryRun run) {
    return DryRunView.from(run, accounts.people(Stream.of(run.startedBy())));
  }

  /** The words for acts that are open to the caller, counted as the act would count them. */
  private Map<PolicyConsents.Key, List<PolicyConsent>> counted(
      List<PolicyEntry> policies,
      Map<PolicyConsents.Key, List<PolicyConsent>> standing,
      Caller caller) {
    Map<PolicyConsents.Key, List<PolicyConsent>> open = new HashMap<>();
    if (caller.has(Role.LEAD) || caller.has(Role.ADMIN)) {
      for (PolicyEntry policy : policies) {
        PolicyActKind act =
            policy.state() == PolicyState.DRAFT ? PolicyActKind.PUBLISH : PolicyActKind.RETIRE;
        if (policy.state() != PolicyState.RETIRED) {
          open.put(new PolicyConsents.Key(policy.id(), act), of(standing, policy, act));
        }
      }
    }
    return words.shown(open, caller);
  }

  private static List<PolicyConsent> of(
      Map<PolicyConsents.Key, List<PolicyConsent>> standing,
      PolicyEntry policy,
      PolicyActKind act) {
    return standing.getOrDefault(new PolicyConsents.Key(policy.id(), act), List.of());
  }

  private static DraftRequirement shown(PolicyRequirement requirement) {
    return new DraftRequirement(
        requirement.id(),
        requirement.appliesIf(),
        requirement.satisfiedIf(),
        requirement.overridableBy(),
        requirement.help());
  }

  private static List<PolicyConsentView> shown(List<PolicyConsent> consents, People people) {
    return consents.stream()
        .map(
            consent ->
                new PolicyConsentView(
                    people.named(consent.subject()),
                    consent.asLead(),
                    consent.asAdmin(),
                    consent.at()))
        .toList();
  }
}
