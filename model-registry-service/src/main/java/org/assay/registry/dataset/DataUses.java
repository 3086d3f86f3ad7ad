package org.assay.registry.dataset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/**
 * Keeps withdrawals from missing a use that is logged late: whoever logs that a run read some bytes
 * and whoever withdraws them wait for each other, and what is withdrawn already is looked at again.
 */
@ApplicationScoped
public class DataUses {

  /** ({@code dataset_bytes_unique}, {@code dataset_client_digest}). */
  private static final String USED =
      """
       where project_id = :project
         and (digest in (select d from unnest(:digests) d
                         union select 'sha256:' || d from unnest(:digests) d)
           or (client_digest, name) in (select * from unnest(:digests, :names)))
      """;

  /**
   * SQL that joins, to the input {@code i} of a run of the project {@code o.project_id}, each data
   * set {@code d} that these are: with the digest that is named, with or without {@code sha256:},
   * or with the name that is named and that client digest ({@code dataset_bytes_unique}, {@code
   * dataset_client_digest}).
   */
  public static final String REGISTERED =
      """
      join lateral (
        select d.* from dataset d
         where d.project_id = o.project_id and d.digest in (i.digest, 'sha256:' || i.digest)
        union
        select d.* from dataset d
         where d.project_id = o.project_id and d.client_digest = i.digest
           and d.name = i.name) d on true
      """;

  private final Session entities;

  DataUses(Session entities) {
    this.entities = entities;
  }

  /**
   * Notes that a run of a project read data, in the running transaction, after that was written.
   *
   * <p>Whoever says that every descendant of withdrawn data is flagged takes the row's lock and
   * looks once more, so a share lock on every row is enough for what is being withdrawn or looked
   * at just now; what was looked at before has to be looked at again. These rows come first, so
   * that none who share a row wait for each other to change it.
   *
   * @param names what the client calls them
   * @param digests what the client calls their versions, each beside its name
   */
  public void note(UUID projectId, List<String> names, List<String> digests) {
    entities
        .createNativeMutationQuery(
            "update dataset d set flagged = false from (select id from dataset"
                + USED
                + " and state = 'WITHDRAWN' and flagged order by id for no key update) again"
                + " where d.id = again.id")
        .setParameter("project", projectId)
        .setParameter("names", names.toArray(String[]::new))
        .setParameter("digests", digests.toArray(String[]::new))
        .executeUpdate();
    entities
        .createNativeQuery("select id from dataset" + USED + " order by id for share", Tuple.class)
        .setParameter("project", projectId)
        .setParameter("names", names.toArray(String[]::new))
        .setParameter("digests", digests.toArray(String[]::new))
        .getResultList();
  }
}
