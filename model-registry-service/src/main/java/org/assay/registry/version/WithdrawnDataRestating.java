package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.assay.registry.restatement.Restated;

/** Tells again which versions descend from withdrawn data, each in events of new revisions. */
@ApplicationScoped
class WithdrawnDataRestating implements Restated {

  private final VersionFlagging flagging;

  WithdrawnDataRestating(VersionFlagging flagging) {
    this.flagging = flagging;
  }

  @Override
  public String what() {
    return "WITHDRAWN_DATA";
  }

  @Override
  public String next() {
    return """
        select distinct version_id from version_withdrawn_data
         where version_id > :after and version_id <= :last
         order by version_id limit :limit
        """;
  }

  @Override
  public void restate(List<UUID> ids) {
    flagging.again(ids);
  }
}
