package org.assay.review.requirement;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventJson;
import org.assay.review.checklist.Checklists;
import org.assay.review.classification.Questionnaires;
import org.assay.review.classification.Tier;
import org.assay.review.policy.Policies;
import org.assay.review.requirement.VersionFacts.ChecklistFacts;
import org.assay.review.requirement.VersionFacts.ClassificationFacts;
import org.assay.review.requirement.VersionFacts.GivenFacts;
import org.assay.review.requirement.VersionFacts.ReviewFacts;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Reads the facts of one version in one statement, each part by an index and bounded by the
 * version: its contributors, the reviews and approvals of one round, how their checklists are
 * answered, its standing releases, the counts by group among its evidence.
 */
@ApplicationScoped
public class FactsQuery {

  private static final String ONE = "v.id = :version";

  /** The last round, which may have been opened before the registry told of it. */
  private static final String LAST =
      """
      select greatest(v.round, (
        select max(a.round) from assessment a where a.version_id = v.id))
      """;

  private static final String CURRENT = FactsText.now(LAST, ONE);

  private static final String MANY =
      FactsText.now(
          """
          select q.round
            from unnest(cast(:versions as uuid[]), :rounds) q (version, round)
           where q.version = v.id
          """,
          "v.id = any(cast(:versions as uuid[]))");

  private static final String PAST =
      FactsText.then(
          """
          select q.round, q.at
            from unnest(cast(:versions as uuid[]), :rounds, cast(:instants as timestamptz[]))
                   q (version, round, at)
           where q.version = v.id
          """,
          "v.id = any(cast(:versions as uuid[]))");

  /** The round whose release stands in the environment, else the current one. */
  private static final String RELEASED =
      FactsText.released(
          """
          select coalesce((
            select max(d.round) from release_decision d
             where d.version_id = v.id and d.environment = :environment
               and d.revocation_id is null), (%s))
          """
              .formatted(LAST),
          ONE);

  private final Session entities;
  private final Checklists checklists;
  private final Questionnaires questionnaires;
  private final Policies policies;

  FactsQuery(
      Session entities, Checklists checklists, Questionnaires questionnaires, Policies policies) {
    this.entities = entities;
    this.checklists = checklists;
    this.questionnaires = questionnaires;
    this.policies = policies;
  }

  /**
   * Returns the facts of a version that there is a copy of, in its current round.
   *
   * @throws IllegalStateException if there is none
   */
  public VersionFacts known(UUID versionId) {
    return current(versionId)
        .orElseThrow(() -> new IllegalStateException("No facts of version " + versionId));
  }

  /** Returns the facts of a version in its current round. */
  public Optional<VersionFacts> current(UUID versionId) {
    return entities
        .createNativeQuery(CURRENT, Tuple.class)
        .setParameter("version", versionId)
        .uniqueResultOptional()
        .map(row -> read(row.get(0, String.class)));
  }

  /**
   * Returns the facts of a version in the round whose release stands in an environment, else in its
   * current round: a round of renewal changes nothing for what is released until it passes.
   */
  public Optional<VersionFacts> released(UUID versionId, String environment) {
    return entities
        .createNativeQuery(RELEASED, Tuple.class)
        .setParameter("version", versionId)
        .setParameter("environment", environment)
        .uniqueResultOptional()
        .map(row -> read(row.get(0, String.class)));
  }

  /** A round of a version. */
  public record Round(UUID versionId, int round) {}

  /** Returns the facts of versions in the given rounds, in one statement and no certain order. */
  public List<VersionFacts> of(Collection<Round> rounds) {
    return entities
        .createNativeQuery(MANY, Tuple.class)
        .setParameter(
            "versions",
            rounds.stream().map(round -> round.versionId().toString()).toArray(String[]::new))
        .setParameter("rounds", rounds.stream().map(Round::round).toArray(Integer[]::new))
        .getResultList()
        .stream()
        .map(row -> read(row.get(0, String.class)))
        .toList();
  }

  /** Returns the facts of a version in one of its rounds, which is there. */
  public VersionFacts inRound(UUID versionId, int round) {
    return of(List.of(new Round(versionId, round))).getFirst();
  }

  /** A round of a version when it was released. */
  public record Past(UUID versionId, int round, Instant at) {}

  /**
   * Returns the facts of versions as they were known when rounds of them were released, in one
   * statement and no certain order.
   */
  public List<VersionFacts> then(Collection<Past> releases) {
    return entities
        .createNativeQuery(PAST, Tuple.class)
        .setParameter(
            "versions",
            releases.stream().map(past -> past.versionId().toString()).toArray(String[]::new))
        .setParameter("rounds", releases.stream().map(Past::round).toArray(Integer[]::new))
        .setParameter(
            "instants", releases.stream().map(past -> past.at().toString()).toArray(String[]::new))
        .getResultList()
        .stream()
        .map(row -> read(row.get(0, String.class)))
        .toList();
  }

  private VersionFacts read(String json) {
    try {
      return held(answered(EventJson.mapper().readValue(json, VersionFacts.class)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The facts of a version cannot be read", e);
    }
  }

  /** Holds the answers of each review against what its checklist asks of the version now. */
  private VersionFacts held(VersionFacts facts) {
    if (facts.reviews().stream().allMatch(review -> review.checklist() == null)) {
      return facts;
    }
    Map<String, Object> known = RequiredReviews.known(facts);
    Proven proven = Proven.of(facts, policies);
    return facts.with(
        facts.reviews().stream().map(review -> held(review, facts.tier(), known, proven)).toList(),
        facts.classification());
  }

  /** Finds the worst of what was answered of several use cases, by what each was asked. */
  private VersionFacts answered(VersionFacts facts) {
    ClassificationFacts classification = facts.classification();
    return classification == null
        ? facts
        : facts.with(facts.reviews(), classification.with(worst(classification.given())));
  }

  private Map<String, String> worst(List<GivenFacts> given) {
    Map<String, String> worst = given.getFirst().answers();
    for (GivenFacts other : given.subList(1, given.size())) {
      worst = questionnaires.bound(other.questionnaire()).worse(worst, other.answers());
    }
    return worst;
  }

  private ReviewFacts held(
      ReviewFacts review, @Nullable Tier tier, Map<String, Object> known, Proven proven) {
    ChecklistFacts checklist = review.checklist();
    return checklist == null
        ? review
        : review.lacking(
            checklist.lacking(
                checklists
                    .bound(checklist.reference(), review.type())
                    .open(
                        known,
                        tier,
                        checklist.answers(),
                        question ->
                            proven.state(question, checklist.explained().get(question.id())))));
  }
}
