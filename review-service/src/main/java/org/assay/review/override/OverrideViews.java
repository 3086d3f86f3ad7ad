package org.assay.review.override;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.review.note.Notes;
import org.assay.review.policy.Policies;
import org.assay.review.policy.Policy;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;

/** Shows the overrides of one version. */
@ApplicationScoped
class OverrideViews {

  private final Accounts accounts;
  private final Notes notes;
  private final Policies policies;
  private final VersionCopies versions;
  private final DatabaseClock clock;

  OverrideViews(
      Accounts accounts,
      Notes notes,
      Policies policies,
      VersionCopies versions,
      DatabaseClock clock) {
    this.accounts = accounts;
    this.notes = notes;
    this.policies = policies;
    this.versions = versions;
    this.clock = clock;
  }

  OverrideView view(RequirementOverride one, Caller caller) {
    return views(List.of(one), versions.known(one.versionId()), caller).getFirst();
  }

  List<OverrideView> views(List<RequirementOverride> all, VersionCopy version, Caller caller) {
    if (all.isEmpty()) {
      return List.of();
    }
    Instant now = clock.now();
    Map<UUID, String> texts =
        notes.texts(
            all.stream()
                .flatMap(
                    one ->
                        Stream.concat(
                            Stream.of(one.noteId()), Stream.ofNullable(one.withdrawalNoteId())))
                .toList());
    People people =
        accounts.people(
            all.stream()
                .flatMap(
                    one ->
                        Stream.concat(
                            one.approvers().stream(), Stream.ofNullable(one.withdrawnBy()))));
    Shown shown = new Shown(texts, people, now);
    return all.stream().map(one -> view(one, version, caller, shown)).toList();
  }

  /** What the overrides of a page refer to. */
  private record Shown(Map<UUID, String> texts, People people, Instant now) {}

  private OverrideView view(
      RequirementOverride one, VersionCopy version, Caller caller, Shown shown) {
    Policy policy = policies.bound(one.policyVersionId()).policy();
    String withdrawnBy = one.withdrawnBy();
    UUID withdrawal = one.withdrawalNoteId();
    return new OverrideView(
        one.id(),
        version.model(),
        version.number(),
        version.id(),
        one.requirement(),
        policy.clause(one.requirement()).title(),
        one.digest(),
        policy.reference(),
        one.state(shown.now()),
        one.approvers().stream().map(shown.people()::named).toList(),
        shown.texts().get(one.noteId()),
        one.grantedAt(),
        one.expiresAt(),
        withdrawnBy == null ? null : shown.people().named(withdrawnBy),
        withdrawal == null ? null : shown.texts().get(withdrawal),
        one.endedAt(),
        one.proposalId(),
        one.revision(),
        List.of(new OverrideGuard(caller).action(one, shown.now())));
  }
}
