package org.assay.review.person;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What the identity provider said of accounts that share a person, and since when. */
@ApplicationScoped
public class IdentityLinks {

  /** All subjects of the person of {@code :subject}, in SQL. */
  public static final String SAME =
      """
      (select cast(:subject as text)
        union all
       select b.subject from identity_link a join identity_link b on b.person = a.person
        where a.subject = :subject and a.ended_at is null and b.ended_at is null)
      """;

  private final Session entities;

  IdentityLinks(Session entities) {
    this.entities = entities;
  }

  /** Returns SQL for what tells the person of a column of subjects from all others. */
  public static String personOf(String column) {
    return """
        coalesce((select l.person from identity_link l
                   where l.subject = %1$s and l.ended_at is null), %1$s)
        """
        .formatted(column);
  }

  /** Returns the persons of all linked accounts, by subject. */
  Map<String, String> all() {
    Map<String, String> persons = new HashMap<>();
    entities
        .createNativeQuery(
            "select subject, person from identity_link where ended_at is null", Tuple.class)
        .getResultList()
        .forEach(row -> persons.put(row.get(0, String.class), row.get(1, String.class)));
    return persons;
  }

  /** Notes whose an account is from now on. */
  void set(String subject, @Nullable String person) {
    entities
        .createNativeMutationQuery(
            """
            update identity_link set ended_at = clock_timestamp()
             where subject = :subject and ended_at is null
               and person is distinct from cast(:person as text)
            """)
        .setParameter("subject", subject)
        .setParameter("person", person, String.class)
        .executeUpdate();
    if (person != null) {
      entities
          .createNativeMutationQuery(
              """
              insert into identity_link (subject, person) values (:subject, :person)
              on conflict (subject) where ended_at is null do nothing
              """)
          .setParameter("subject", subject)
          .setParameter("person", person)
          .executeUpdate();
    }
  }

  /** Returns who had a part in a version or decided on it. */
  List<String> parties(UUID versionId) {
    return entities
        .createNativeQuery(
            """
            select c.subject from contributor c where c.version_id = :version
             union
            select d.subject from review r join review_decision d on d.review_id = r.id
             where r.version_id = :version and d.retracted_at is null
             union
            select unnest(o.approvers) from requirement_override o where o.version_id = :version
            """,
            Tuple.class)
        .setParameter("version", versionId)
        .getResultList()
        .stream()
        .map(row -> row.get(0, String.class))
        .toList();
  }
}
