package org.assay.registry.run;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.SessionCheckMode;

/** The runs, found by id only so far. */
@ApplicationScoped
public class Runs implements PanacheRepositoryBase<Run, UUID> {

  /**
   * Returns at most a page's worth of runs by id: what the transaction has at hand, else in one
   * statement ({@code run_pk}).
   */
  public Map<UUID, Run> byId(Collection<UUID> ids) {
    return getSession().findMultiple(Run.class, List.copyOf(ids), SessionCheckMode.ENABLED).stream()
        .filter(Objects::nonNull)
        .collect(Collectors.toMap(Run::id, Function.identity()));
  }
}
