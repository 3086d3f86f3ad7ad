package org.assay.registry.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.registry.restatement.Restated;

/** Tells again which use cases models name, each in an event of a new revision. */
@ApplicationScoped
class ModelRestating implements Restated {

  private final Models models;
  private final EventLog events;

  ModelRestating(Models models, EventLog events) {
    this.models = models;
    this.events = events;
  }

  @Override
  public String what() {
    return "MODELS";
  }

  @Override
  public Optional<UUID> restate(UUID after, UUID last, int limit) {
    List<Model> page =
        models
            .find("id > ?1 and id <= ?2 order by id", after, last)
            .withLock(LockModeType.PESSIMISTIC_WRITE)
            .page(0, limit)
            .list();
    List<NewEvent> told =
        page.stream()
            .filter(Model::isNamingUses)
            .map(
                model -> {
                  model.changed();
                  return model.event(
                      new Cause("system:model-registry-service", model.createdBy(), null));
                })
            .toList();
    models.flush();
    if (!told.isEmpty()) {
      events.append(told);
    }
    return page.stream().map(Model::id).reduce((_, later) -> later);
  }
}
