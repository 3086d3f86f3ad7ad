package org.assay.review.requirement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assay.kit.identity.RoleNames;
import org.assay.review.requirement.Explanation.Fulfiller;
import org.assay.review.requirement.RequirementResult.Failed;
import org.assay.review.requirement.RequirementResult.Impossible;
import org.assay.review.requirement.RequirementResult.NotApplicable;
import org.assay.review.requirement.RequirementResult.Pending;
import org.assay.review.requirement.RequirementResult.Satisfied;
import org.assay.review.requirement.RequirementResult.Stale;
import org.assay.review.requirement.RequirementResult.Unsatisfied;
import org.assay.review.requirement.VersionFacts.ApprovalFacts;
import org.assay.review.requirement.VersionFacts.Progress;
import org.assay.review.requirement.VersionFacts.QualificationFacts;
import org.assay.review.requirement.VersionFacts.ReviewFacts;
import org.assay.review.requirement.VersionFacts.Setting;

/**
 * Judges whether the special sections of the performance review, which federated, reinforcement and
 * generative models have, are approved by somebody qualified for them. Pure.
 *
 * @param facts what is known
 * @param review the performance review that the policy asks for; empty where it asks for none, or
 *     there is none in the round
 * @param asked whether the policy asks for a performance review
 * @param counted which of its approvals count
 * @param judged when a qualification has to count besides the approval: at the release, or now
 */
record QualifiedSections(
    VersionFacts facts,
    Optional<ReviewFacts> review,
    boolean asked,
    Predicate<ApprovalFacts> counted,
    Instant judged) {

  private static final RequirementKey KEY = RequirementKey.QUALIFIED_SECTIONS;

  /** Returns what it says. */
  RequirementResult result() {
    Setting setting = facts.setting();
    if (setting.kind() == null || setting.federated() == null) {
      return new Failed(
          KEY,
          Explanation.of(
                  "Which special sections the model has is not known here: INSUFFICIENT_DATA")
              .by(List.of(Fulfiller.role(RoleNames.OPERATOR))));
    }
    Set<String> sections = sections(setting.kind(), setting.federated());
    if (sections.isEmpty()) {
      return new NotApplicable(KEY, Explanation.of("The model has none of the special sections"));
    }
    if (!asked) {
      return new Impossible(
          KEY, Explanation.of("The policy asks for no performance review, which has the sections"));
    }
    Set<String> missing = new TreeSet<>(sections);
    missing.removeIf(this::isApproved);
    return missing.isEmpty()
        ? new Satisfied(
            KEY,
            Explanation.of("%s approved by somebody qualified for it".formatted(list(sections)))
                .since(null, evidence()))
        : unmet(missing);
  }

  private static Set<String> sections(String kind, boolean federated) {
    Set<String> sections = new TreeSet<>();
    if (federated) {
      sections.add("FL");
    }
    if (kind.equals("RL_POLICY")) {
      sections.add("RL");
    }
    if (kind.equals("GENERATIVE")) {
      sections.add("GEN");
    }
    return sections;
  }

  private RequirementResult unmet(Set<String> missing) {
    List<String> unheld = missing.stream().filter(one -> holders(one).isEmpty()).toList();
    if (!unheld.isEmpty()) {
      return new Impossible(
          KEY,
          Explanation.of(
                  "Nobody without a part in the version is qualified for %s; two administrators"
                          .formatted(list(unheld))
                      + " grant a qualification")
              .by(List.of(Fulfiller.role(RoleNames.ADMIN)))
              .since(null, evidence()));
    }
    Explanation why =
        Explanation.of(
                "No approval that counts is by somebody qualified for %s".formatted(list(missing)))
            .by(
                missing.stream()
                    .flatMap(one -> holders(one).stream())
                    .distinct()
                    .map(Fulfiller::person)
                    .toList())
            .since(null, evidence());
    if (review.filter(one -> one.progress() == Progress.OPEN).isPresent()) {
      return new Pending(KEY, why);
    }
    return missing.stream().anyMatch(this::wasApproved)
        ? new Stale(KEY, why)
        : new Unsatisfied(KEY, why);
  }

  private boolean isApproved(String section) {
    return approvals()
        .filter(counted)
        .anyMatch(approval -> held(section, approval).anyMatch(held -> held.isHeldAt(judged)));
  }

  /** Says whether somebody approved who was qualified then, and is not where it is judged. */
  private boolean wasApproved(String section) {
    return approvals().anyMatch(approval -> held(section, approval).findAny().isPresent());
  }

  /** The qualifications for a section that an approver held when approving. */
  private Stream<QualificationFacts> held(String section, ApprovalFacts approval) {
    return qualified(section)
        .filter(held -> held.subject().equals(approval.subject()))
        .filter(held -> held.isHeldAt(approval.at()));
  }

  /** Who holds a qualification for a section now, and had no part in the version. */
  private List<String> holders(String section) {
    return qualified(section)
        .filter(held -> held.isHeldAt(facts.at()))
        .map(QualificationFacts::subject)
        .distinct()
        .filter(person -> Duty.againstApproval(facts.partsOf(person), false, false).isEmpty())
        .toList();
  }

  private Stream<QualificationFacts> qualified(String section) {
    return facts.setting().qualifications().stream()
        .filter(held -> held.reviewType().equals(section));
  }

  private Stream<ApprovalFacts> approvals() {
    return review.stream().flatMap(one -> one.approvals().stream());
  }

  private List<String> evidence() {
    return review.map(one -> List.of(one.id().toString())).orElse(List.of());
  }

  private static String list(Iterable<String> sections) {
    return String.join(", ", sections);
  }
}
