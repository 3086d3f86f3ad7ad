package org.assay.review.replica;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/**
 * Which withdrawn data drafts descend from: they have no bytes yet, and are unknown here till then.
 */
@ApplicationScoped
public class DraftsData {

  private final Session entities;

  DraftsData(Session entities) {
    this.entities = entities;
  }

  /** Keeps what a draft descends from; a repeat changes nothing. */
  public void keep(UUID versionId, UUID dataset) {
    entities
        .createNativeMutationQuery(
            """
            insert into draft_withdrawn_data (version_id, dataset_id) values (:version, :dataset)
            on conflict do nothing
            """)
        .setParameter("version", versionId)
        .setParameter("dataset", dataset)
        .executeUpdate();
  }

  /** Returns what a version descended from as a draft; by the primary key. */
  public List<UUID> of(UUID versionId) {
    return entities
        .createNativeQuery(
            "select dataset_id from draft_withdrawn_data where version_id = :version", Tuple.class)
        .setParameter("version", versionId)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }
}
