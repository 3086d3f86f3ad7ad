package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.review.policy.Policy;
import org.assay.review.policy.PolicyRequirement;
import org.assay.review.publication.DocumentViews.Shown;
import org.assay.review.publication.DraftContent.DraftRequirement;

/** Shows policies and dry runs; a page of them takes as many statements as one. */
@ApplicationScoped
class PolicyViews {

  private final Accounts accounts;
  private final DocumentViews documents;

  PolicyViews(Accounts accounts, DocumentViews documents) {
    this.accounts = accounts;
    this.documents = documents;
  }

  PolicyView view(PolicyEntry policy, Caller caller) {
    return views(List.of(policy), caller).getFirst();
  }

  List<PolicyView> views(List<PolicyEntry> policies, Caller caller) {
    Map<UUID, Shown> standing = documents.of(policies, caller);
    List<PolicyView> views = new ArrayList<>();
    for (PolicyEntry policy : policies) {
      Shown shown = Objects.requireNonNull(standing.get(policy.id()));
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
              said.questionnaire(),
              said.governedAliases(),
              said.reviewDue(),
              policy.digest(),
              shown.tried(),
              shown.createdBy(),
              policy.createdAt(),
              policy.publishedAt(),
              shown.publishing(),
              policy.retiredAt(),
              shown.retiring(),
              policy.revision(),
              shown.actions()));
    }
    return views;
  }

  DryRunView view(DryRun run) {
    return DryRunView.from(run, accounts.people(Stream.of(run.startedBy())));
  }

  private static DraftRequirement shown(PolicyRequirement requirement) {
    return new DraftRequirement(
        requirement.id(),
        requirement.appliesIf(),
        requirement.satisfiedIf(),
        requirement.overridableBy(),
        requirement.help());
  }
}
