package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.Session;

/**
 * Who is for publishing or retiring a document. A word counts for the document that it was given
 * for, and for seven days; nothing has to notice that it ended.
 */
@ApplicationScoped
class PolicyConsents {

  private final Session entities;

  PolicyConsents(Session entities) {
    this.entities = entities;
  }

  /** What stands for one act on one document. */
  record Key(UUID policyId, PolicyActKind act) {}

  /** Returns what stands, and stood when the act was done, for each of some documents. */
  Map<Key, List<PolicyConsent>> of(Collection<UUID> policyIds) {
    Map<Key, List<PolicyConsent>> found = new HashMap<>();
    if (policyIds.isEmpty()) {
      return found;
    }
    entities
        .createNativeQuery(
            """
            select c.policy_id, c.act, c.subject, c.digest, c.as_lead, c.as_admin, c.at,
                   c.note_id
              from policy_consent c join policy p on p.id = c.policy_id
             where c.policy_id in (:ids) and c.digest = p.digest
               and c.at > coalesce(
                     case c.act when 'PUBLISH' then p.published_at else p.retired_at end,
                     clock_timestamp()) - interval '7 days'
             order by c.at
            """,
            Tuple.class)
        .setParameter("ids", policyIds)
        .getResultList()
        .forEach(
            row ->
                found
                    .computeIfAbsent(
                        new Key(
                            row.get(0, UUID.class),
                            PolicyActKind.valueOf(row.get(1, String.class))),
                        _ -> new ArrayList<>())
                    .add(
                        new PolicyConsent(
                            row.get(2, String.class),
                            row.get(3, String.class),
                            row.get(4, Boolean.class),
                            row.get(5, Boolean.class),
                            row.get(6, Instant.class),
                            row.get(7, UUID.class))));
    return found;
  }

  /** Returns what stands for an act on a document. */
  List<PolicyConsent> of(UUID policyId, PolicyActKind act) {
    return of(List.of(policyId)).getOrDefault(new Key(policyId, act), List.of());
  }

  /** Notes somebody's word; an earlier one of the same person for other bytes is replaced. */
  void add(UUID policyId, PolicyActKind act, PolicyConsent consent) {
    entities
        .createNativeMutationQuery(
            """
            insert into policy_consent (policy_id, act, subject, digest, as_lead, as_admin, at, note_id)
            values (:policy, :act, :subject, :digest, :lead, :admin, :at, :note)
            on conflict on constraint policy_consent_pk do update
               set digest = excluded.digest, as_lead = excluded.as_lead,
                   as_admin = excluded.as_admin, at = excluded.at,
                   note_id = excluded.note_id
            """)
        .setParameter("policy", policyId)
        .setParameter("act", act.name())
        .setParameter("subject", consent.subject())
        .setParameter("digest", consent.digest())
        .setParameter("lead", consent.asLead())
        .setParameter("admin", consent.asAdmin())
        .setParameter("at", consent.at())
        .setParameter("note", consent.noteId(), UUID.class)
        .executeUpdate();
  }
}
