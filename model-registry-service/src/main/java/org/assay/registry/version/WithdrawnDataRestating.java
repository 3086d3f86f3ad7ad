package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.registry.restatement.Restated;
import org.hibernate.Session;

/** Tells again which versions descend from withdrawn data, each in events of new revisions. */
@ApplicationScoped
class WithdrawnDataRestating implements Restated {

  private final Session entities;
  private final VersionFlagging flagging;

  WithdrawnDataRestating(Session entities, VersionFlagging flagging) {
    this.entities = entities;
    this.flagging = flagging;
  }

  @Override
  public String what() {
    return "WITHDRAWN_DATA";
  }

  @Override
  public Optional<UUID> restate(UUID after, UUID last, int limit) {
    List<UUID> page =
        entities
            .createNativeQuery(
                """
                select distinct version_id from version_withdrawn_data
                 where version_id > :after and version_id <= :last
                 order by version_id limit :limit
                """,
                Tuple.class)
            .setParameter("after", after)
            .setParameter("last", last)
            .setParameter("limit", limit)
            .getResultList()
            .stream()
            .map(row -> row.get(0, UUID.class))
            .toList();
    if (page.isEmpty()) {
      return Optional.empty();
    }
    flagging.again(page);
    return Optional.of(page.getLast());
  }
}
