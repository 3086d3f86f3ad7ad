package org.assay.registry.loggedmodel;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The logged models of all projects. */
@ApplicationScoped
public class LoggedModels implements PanacheRepositoryBase<LoggedModel, UUID> {

  /** Returns at most a page's worth of logged models by id ({@code logged_model_pk}). */
  public Map<UUID, LoggedModel> byId(Collection<UUID> ids) {
    List<LoggedModel> found = ids.isEmpty() ? List.of() : list("id in ?1", ids);
    return found.stream().collect(Collectors.toMap(LoggedModel::id, Function.identity()));
  }

  /** Locks a logged model's row until the transaction ends, and reads what it is from then on. */
  void lock(LoggedModel model, LockModeType lock) {
    getEntityManager().refresh(model, lock);
  }
}
