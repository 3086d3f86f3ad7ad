package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.UUID;
import org.assay.review.person.IdentityLinks;
import org.hibernate.Session;

/** Who reviews what is open. */
@ApplicationScoped
class Seats {

  /** By index review_state_ix. */
  private static final String OPEN =
      """
      from review r join review_assignee a on a.review_id = r.id
       where r.state in ('ASSIGNED', 'IN_PROGRESS', 'CHANGES_REQUESTED')
      """;

  private final Session entities;

  Seats(Session entities) {
    this.entities = entities;
  }

  /** Returns the reviews that somebody reviews who has a part in the version. */
  List<UUID> withParts(int limit) {
    return entities
        .createNativeQuery(
            """
            select distinct r.id
            {open}
               and exists (select 1 from contributor c
                            where c.version_id = r.version_id and {contributor} = {assignee})
             order by r.id limit :limit
            """
                .replace("{open}", OPEN)
                .replace("{contributor}", IdentityLinks.personOf("c.subject"))
                .replace("{assignee}", IdentityLinks.personOf("a.subject")),
            Tuple.class)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }

  /** Returns who reviews something that is open. */
  List<String> subjects() {
    return entities
        .createNativeQuery("select distinct a.subject " + OPEN + " order by a.subject", Tuple.class)
        .getResultList()
        .stream()
        .map(row -> row.get(0, String.class))
        .toList();
  }

  /** Returns the reviews that are open which somebody reviews. */
  List<UUID> of(String subject) {
    return entities
        .createNativeQuery("select r.id " + OPEN + " and a.subject = :subject", Tuple.class)
        .setParameter("subject", subject)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }
}
