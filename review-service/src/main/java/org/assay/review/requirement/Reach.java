package org.assay.review.requirement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assay.kit.identity.Identities;
import org.hibernate.Session;

/**
 * Says of what waits for people whether there are any: a requirement that nobody eligible could
 * fulfil is impossible. Where it is not known who could review, it stays as it is.
 */
@ApplicationScoped
public class Reach {

  private final ReviewerCensus census;
  private final Identities identities;
  private final Session entities;

  Reach(ReviewerCensus census, Identities identities, Session entities) {
    this.census = census;
    this.identities = identities;
    this.entities = entities;
  }

  /** Returns results of a version, those among them impossible that nobody could fulfil. */
  public List<RequirementResult> of(List<RequirementResult> results, VersionFacts facts) {
    Optional<List<Reviewer>> reviewers = census.reviewers();
    if (reviewers.isEmpty()
        || results.stream().noneMatch(result -> ReachablePeople.awaited(result, facts))) {
      return results;
    }
    ReachablePeople people =
        new ReachablePeople(facts, reviewers.get(), identities, members(facts), qualified(facts));
    return results.stream()
        .map(result -> ReachablePeople.awaited(result, facts) ? people.judged(result) : result)
        .toList();
  }

  /** Who is or was a member of the project: a lead who is reviews nothing of it. */
  private Set<String> members(VersionFacts facts) {
    return entities
        .createNativeQuery(
            "select subject from member_copy where project_id = :project", Tuple.class)
        .setParameter("project", facts.projectId())
        .getResultList()
        .stream()
        .map(row -> row.get(0, String.class))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Who is qualified for which kind of review now. */
  private Map<String, Set<String>> qualified(VersionFacts facts) {
    return entities
        .createNativeQuery(
            """
            select q.review_type, q.subject from qualification q
              left join project_copy p on p.id = :project
             where q.withdrawn_at is null and q.valid_from <= clock_timestamp()
               and q.valid_until > clock_timestamp() and (q.unit is null or q.unit = p.unit)
            """,
            Tuple.class)
        .setParameter("project", facts.projectId())
        .getResultList()
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> row.get(0, String.class),
                Collectors.mapping(
                    row -> row.get(1, String.class), Collectors.toCollection(HashSet::new))));
  }
}
