package org.assay.review.requirement;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.kit.identity.Identities;
import org.assay.kit.identity.RoleNames;
import org.assay.review.policy.ReviewType;
import org.assay.review.requirement.Explanation.Fulfiller;
import org.assay.review.requirement.Explanation.Value;
import org.assay.review.requirement.RequirementResult.Impossible;
import org.assay.review.requirement.RequirementResult.Pending;
import org.assay.review.requirement.RequirementResult.Unsatisfied;
import org.assay.review.requirement.VersionFacts.ApprovalFacts;
import org.assay.review.requirement.VersionFacts.ReviewFacts;
import org.jspecify.annotations.Nullable;

/**
 * Counts who could still approve reviews of a version: rather too many than too few, so that what
 * is called impossible is. Whoever has a part in the version could not, by whichever account.
 *
 * @param facts what is known of the version
 * @param reviewers who holds a role that reviews
 * @param identities which accounts belong to one person
 * @param members who is or was a member of the project
 * @param qualified who is qualified for a kind of review beyond the own ones
 */
record ReachablePeople(
    VersionFacts facts,
    List<Reviewer> reviewers,
    Identities identities,
    Set<String> members,
    Map<String, Set<String>> qualified) {

  private static final List<Fulfiller> WHO_ADDS = List.of(Fulfiller.role(RoleNames.ADMIN));

  /** Says whether a result waits for approvals, so that it depends on who could still give them. */
  static boolean awaited(RequirementResult result, VersionFacts facts) {
    boolean open = result instanceof Pending || result instanceof Unsatisfied;
    RequirementKey key = result.key();
    boolean distinct =
        key.equals(RequirementKey.DISTINCT_APPROVERS) || key.equals(RequirementKey.DISTINCT_UNITS);
    return open && (distinct ? !facts.reviews().isEmpty() : approved(key, facts).isPresent());
  }

  /** Returns the review whose approval a requirement is. */
  private static Optional<ReviewFacts> approved(RequirementKey key, VersionFacts facts) {
    return facts.reviews().stream()
        .filter(review -> key.equals(RequirementKey.approved(review.type())))
        .findFirst();
  }

  /** Returns the same result, or that it is impossible. */
  RequirementResult judged(RequirementResult result) {
    return missing(result)
        .<RequirementResult>map(
            why ->
                new Impossible(
                    result.key(),
                    new Explanation(
                        "%s; %s: an administrator can add reviewers"
                            .formatted(result.why().reason(), why),
                        result.why().values(),
                        WHO_ADDS,
                        null,
                        result.why().evidence())))
        .orElse(result);
  }

  private Optional<String> missing(RequirementResult result) {
    RequirementKey key = result.key();
    if (key.equals(RequirementKey.DISTINCT_APPROVERS)) {
      return tooFew(result, "people", people().size(), "people");
    }
    return key.equals(RequirementKey.DISTINCT_UNITS)
        ? tooFew(result, "units", units().size(), "units")
        : approved(key, facts).flatMap(review -> approvals(result, review));
  }

  /** Approvals that count are there already; the rest comes from others than gave one. */
  private Optional<String> approvals(RequirementResult result, ReviewFacts review) {
    Value approvals = value(result, "approvals");
    if (approvals == null) {
      return Optional.empty();
    }
    Set<String> others = new HashSet<>(eligible(review.type()));
    review.approvals().forEach(approval -> others.remove(facts.person(approval.subject())));
    double reachable = approvals.value() + others.size();
    return reachable < approvals.limit()
        ? Optional.of("nobody else who could approve it is left")
        : Optional.empty();
  }

  private static Optional<String> tooFew(
      RequirementResult result, String name, int reachable, String what) {
    Value value = value(result, name);
    return value != null && reachable < value.limit()
        ? Optional.of("those who could approve are of %d %s".formatted(reachable, what))
        : Optional.empty();
  }

  private static @Nullable Value value(RequirementResult result, String name) {
    return result.why().values().stream()
        .filter(value -> value.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private Set<String> people() {
    Set<String> people = new TreeSet<>();
    facts.reviews().forEach(review -> people.addAll(eligible(review.type())));
    approvals().forEach(approval -> people.add(facts.person(approval.subject())));
    return people;
  }

  private Set<String> units() {
    Set<String> units = new TreeSet<>();
    for (ReviewFacts review : facts.reviews()) {
      could(review.type()).flatMap(one -> Stream.ofNullable(one.unit())).forEach(units::add);
    }
    approvals().flatMap(approval -> Stream.ofNullable(approval.unit())).forEach(units::add);
    return units;
  }

  private Stream<ApprovalFacts> approvals() {
    return facts.reviews().stream().flatMap(review -> review.approvals().stream());
  }

  /** What tells those apart who could approve a kind of review. */
  private Set<String> eligible(ReviewType type) {
    return could(type).map(one -> person(one.subject())).collect(Collectors.toSet());
  }

  private Stream<Reviewer> could(ReviewType type) {
    return reviewers.stream()
        .filter(one -> holds(one, type))
        .filter(
            one ->
                identities.of(one.subject()).stream()
                    .allMatch(account -> facts.partsOf(account).isEmpty()));
  }

  private boolean holds(Reviewer one, ReviewType type) {
    return one.reviews(type)
        || (one.isLead() && identities.of(one.subject()).stream().noneMatch(members::contains))
        || (one.isReviewer()
            && qualified.getOrDefault(type.name(), Set.of()).contains(one.subject()));
  }

  /** As the facts tell persons apart where they know the account, else by one of the accounts. */
  private String person(String subject) {
    String known = facts.person(subject);
    return known.equals(subject)
        ? identities.of(subject).stream().min(String::compareTo).orElse(subject)
        : known;
  }
}
