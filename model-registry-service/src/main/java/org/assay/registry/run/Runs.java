package org.assay.registry.run;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The runs, found by id only so far. */
@ApplicationScoped
public class Runs implements PanacheRepositoryBase<Run, UUID> {

  /** Returns at most a page's worth of runs by id, in one statement ({@code run_pk}). */
  public Map<UUID, Run> byId(Collection<UUID> ids) {
    return list("id in ?1", ids).stream().collect(Collectors.toMap(Run::id, Function.identity()));
  }
}
