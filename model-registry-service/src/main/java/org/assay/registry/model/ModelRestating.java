package org.assay.registry.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
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
  public String next() {
    return "select id from model where id > :after and id <= :last order by id limit :limit";
  }

  @Override
  public void restate(List<UUID> ids) {
    List<Model> page =
        models.find("id in ?1 order by id", ids).withLock(LockModeType.PESSIMISTIC_WRITE).list();
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
  }
}
