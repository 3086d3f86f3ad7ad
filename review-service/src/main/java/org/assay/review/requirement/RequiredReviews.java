package org.assay.review.requirement;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assay.review.policy.Policy.RequiredReview;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.ReviewType;
import org.assay.review.requirement.VersionFacts.ClassificationFacts;
import org.assay.review.requirement.VersionFacts.Setting;
import org.jspecify.annotations.Nullable;

/**
 * Says which reviews a version needs, by what is known of it before it has any. In a round after a
 * SEV1 incident these are at least ethics, safety, legal and security, and in one that triggers ask
 * for at least what these say, whatever the policy asks for.
 */
public final class RequiredReviews {

  private static final List<ReviewType> AFTER_INCIDENT =
      List.of(ReviewType.ETHICS, ReviewType.SAFETY, ReviewType.LEGAL, ReviewType.SECURITY);

  private RequiredReviews() {}

  /** Returns the reviews that a version needs now in its round, each type once. */
  public static List<RequiredReview> of(PolicyVersion bound, VersionFacts facts) {
    return of(bound, facts, facts.afterIncident(), facts.triggered());
  }

  /**
   * Returns the reviews that a version needs in a round that is about to open, each type once.
   *
   * @param afterIncident whether it opens after a SEV1 incident
   * @param triggered the kinds that triggers ask for
   */
  public static List<RequiredReview> of(
      PolicyVersion bound,
      VersionFacts facts,
      boolean afterIncident,
      Collection<ReviewType> triggered) {
    Map<String, Object> known = bound.conditions().isEmpty() ? Map.of() : known(facts);
    List<RequiredReview> asked = bound.required(bound.policy().terms(facts.tier()), known);
    if (!afterIncident && triggered.isEmpty()) {
      return asked;
    }
    return Stream.concat(
            asked.stream(),
            Stream.concat(afterIncident ? AFTER_INCIDENT.stream() : Stream.of(), triggered.stream())
                .distinct()
                .filter(type -> asked.stream().noneMatch(review -> review.type() == type))
                .map(type -> new RequiredReview(type, 1)))
        .toList();
  }

  /** Returns what a policy's expressions see of a version before it has reviews. */
  public static Map<String, Object> known(VersionFacts facts) {
    Setting setting = facts.setting();
    Map<String, Object> version = new HashMap<>();
    version.put("model", facts.model());
    version.put("number", (long) facts.number());
    version.put("digest", facts.digest());
    version.put("state", facts.state());
    put(version, "kind", setting.kind());
    put(version, "federated", setting.federated());
    Map<String, Object> project = new HashMap<>();
    put(project, "key", setting.projectKey());
    put(project, "unit", setting.unit());
    put(project, "state", setting.projectState());
    Map<String, Object> known = new HashMap<>();
    known.put("version", version);
    known.put("project", project);
    known.put("classification", classification(facts));
    return known;
  }

  /** While a use case is not classified, neither the tier nor the worst answer is known. */
  private static Map<String, Object> classification(VersionFacts facts) {
    ClassificationFacts classification = facts.classification();
    return classification == null || !facts.unclassified().isEmpty()
        ? Map.of()
        : Map.of("tier", classification.tier().name(), "answers", classification.answers());
  }

  /** What is not known is left out, so that an expression that needs it cannot be evaluated. */
  static void put(Map<String, Object> values, String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
