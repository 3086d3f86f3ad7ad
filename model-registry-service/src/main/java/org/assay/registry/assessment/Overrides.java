package org.assay.registry.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.contracts.event.OverrideChanged;
import org.hibernate.Session;

/** The copies of overrides, those that ended too. */
@ApplicationScoped
public class Overrides {

  /** How many a version shows with itself. */
  public static final int MOST = 20;

  private final Session session;

  Overrides(Session session) {
    this.session = session;
  }

  /**
   * Takes over how an override of a version that is known here stands; an older event than the last
   * one changes nothing.
   *
   * @param revision the override's
   * @param at when it changed
   */
  public void keep(OverrideChanged told, long revision, Instant at) {
    boolean granted = told.state().equals("GRANTED");
    session
        .createNativeMutationQuery(
            """
            insert into version_override (id, version_id, requirement, digest, policy_version_id,
              approvers, state, granted_at, expires_at, ended_at, revision)
            select :id, v.id, :requirement, :digest, :policy, :approvers, :state, :at, :expires,
                   cast(:ended as timestamptz), :revision
              from model_version v where v.id = :version
            on conflict (id) do update
              set state = excluded.state, ended_at = excluded.ended_at,
                  revision = excluded.revision
              where version_override.revision < excluded.revision
            """)
        .setParameter("id", told.overrideId())
        .setParameter("version", told.versionId())
        .setParameter("requirement", told.requirementId())
        .setParameter("digest", told.modelDigest())
        .setParameter("policy", told.policyVersionId())
        .setParameter("approvers", told.approvers().toArray(String[]::new))
        .setParameter("state", told.state())
        .setParameter("at", at)
        .setParameter("expires", told.expiresAt())
        .setParameter("ended", granted ? null : at.toString(), String.class)
        .setParameter("revision", revision)
        .executeUpdate();
  }

  /**
   * Returns the newest {@value #MOST} overrides of each of at most a page's worth of versions, the
   * newest first; one whose time is over is EXPIRED before review-service tells so ({@code
   * version_override_of_version}).
   */
  public Map<UUID, List<OverrideCopy>> ofVersions(Collection<UUID> versionIds) {
    if (versionIds.isEmpty()) {
      return Map.of();
    }
    return session
        .createNativeQuery(
            """
            select v.id, o.id, o.requirement,
                   case when o.state = 'GRANTED' and o.expires_at <= clock_timestamp()
                     then 'EXPIRED' else o.state end,
                   o.approvers, o.granted_at, o.expires_at
              from unnest(:versions) v (id)
              cross join lateral (
                select * from version_override
                 where version_id = v.id order by id desc limit :most) o
             order by v.id, o.id desc
            """,
            Tuple.class)
        .setParameter("versions", versionIds.toArray(UUID[]::new))
        .setParameter("most", MOST)
        .getResultList()
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> row.get(0, UUID.class),
                Collectors.mapping(Overrides::copy, Collectors.toList())));
  }

  private static OverrideCopy copy(Tuple row) {
    return new OverrideCopy(
        row.get(1, UUID.class),
        row.get(2, String.class),
        row.get(3, String.class),
        List.of(row.get(4, String[].class)),
        row.get(5, Instant.class),
        row.get(6, Instant.class));
  }
}
