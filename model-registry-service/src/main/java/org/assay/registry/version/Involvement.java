package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.VersionChanged.Involved;
import org.hibernate.Session;

/**
 * Who had a part in what a version rests on besides making it, and so does not approve it
 * (governance, invariant 1): whoever started the run that it came out of, the owners of what it was
 * trained or tuned on, and everybody with any part in a version of the same project that it was
 * fine-tuned, distilled or aggregated from, however far back.
 */
@ApplicationScoped
class Involvement {

  /**
   * Each step up is one index entry of {@code lineage_edge_unique}; a union ends where a version
   * was met before.
   */
  private static final String BEHIND =
      """
      with recursive line (id) as (
        select cast(:version as uuid)
        union
        select e.parent_id
          from line l
          join lineage_edge e on e.version_id = l.id and e.parent_id is not null
          join model_version p on p.id = e.parent_id and p.project_id = :project),
      part (version_id, subject, name) as (
        select e.version_id, r.created_by, 'RUN_STARTER'
          from line l
          join lineage_edge e on e.version_id = l.id and e.kind = 'PRODUCED_BY'
          join run r on r.id = e.run_id
        union all
        select e.version_id, unnest(d.owners), 'DATA_OWNER'
          from line l
          join lineage_edge e on e.version_id = l.id and e.kind in ('TRAINED_ON', 'TUNED_ON')
          join dataset d on d.id = e.dataset_id
        union all
        select e.version_id, r.created_by, 'ANCESTOR_CONTRIBUTOR'
          from line l
          join lineage_edge e on e.version_id = l.id
           and e.kind in ('FINE_TUNED_FROM', 'DISTILLED_FROM', 'AGGREGATED_FROM')
          join run r on r.id = e.run_id and r.project_id = :project
        union all
        select v.id, unnest(v.authors || v.created_by), 'ANCESTOR_CONTRIBUTOR'
          from line l join model_version v on v.id = l.id and v.id <> :version
        union all
        select l.id, unnest(array[s.actor, s.on_behalf_of]), 'ANCESTOR_CONTRIBUTOR'
          from line l
          join event_log s on s.aggregate_id = l.id and s.type = :submitted and l.id <> :version)
      select distinct subject,
             case when version_id = :version then name else 'ANCESTOR_CONTRIBUTOR' end as name
        from part where subject is not null order by name, subject
      """;

  private final Session entities;

  Involvement(Session entities) {
    this.entities = entities;
  }

  /** Returns them, as what the version comes from stands in the running transaction. */
  List<Involved> behind(ModelVersion version) {
    return entities
        .createNativeQuery(BEHIND, Tuple.class)
        .setParameter("version", version.id())
        .setParameter("project", version.projectId())
        .setParameter("submitted", EventTypes.VERSION_SUBMITTED)
        .getResultList()
        .stream()
        .map(row -> new Involved(row.get(0, String.class), row.get(1, String.class)))
        .toList();
  }
}
