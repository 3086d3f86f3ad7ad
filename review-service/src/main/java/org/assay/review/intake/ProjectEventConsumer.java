package org.assay.review.intake;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.MemberChanged;
import org.assay.contracts.event.ProjectChanged;
import org.assay.contracts.event.UseCaseChanged;
import org.assay.kit.event.Cause;
import org.assay.kit.inbox.EventConsumer;
import org.assay.kit.inbox.EventHandlers;
import org.assay.kit.inbox.Inbox;
import org.assay.kit.inbox.ReceivedEvent;
import org.assay.review.classification.ClassificationExpiry;
import org.assay.review.replica.ProjectCopies;
import org.assay.review.replica.UseCaseCopies;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows projects and their members. */
@ApplicationScoped
public class ProjectEventConsumer implements EventConsumer {

  private static final String SERVICE = "review-service";

  private final Inbox inbox;
  private final ProjectCopies projects;
  private final UseCaseCopies useCases;
  private final ClassificationExpiry classifications;
  private final ChangedUseCases changed;
  private final EventHandlers handlers;

  ProjectEventConsumer(
      Inbox inbox,
      ProjectCopies projects,
      UseCaseCopies useCases,
      ClassificationExpiry classifications,
      ChangedUseCases changed) {
    this.inbox = inbox;
    this.projects = projects;
    this.useCases = useCases;
    this.classifications = classifications;
    this.changed = changed;
    this.handlers =
        EventHandlers.builder()
            .on(EventTypes.PROJECT_CREATED, this::project)
            .on(EventTypes.PROJECT_ACTIVATED, this::project)
            .on(EventTypes.PROJECT_HELD, this::project)
            .on(EventTypes.PROJECT_UPDATED, this::project)
            .on(EventTypes.PROJECT_CLOSED, this::project)
            .on(EventTypes.MEMBER_ADDED, this::member)
            .on(EventTypes.MEMBER_REMOVED, this::member)
            .on(EventTypes.MEMBER_ROLE_CHANGED, this::member)
            .on(EventTypes.USE_CASE_CHANGED, this::useCase)
            .build();
  }

  /** Takes in what a poll brought, in order within each partition. */
  @Incoming("project-events")
  @Blocking
  public void consume(ConsumerRecords<String, byte[]> records) {
    inbox.receive(records, handlers);
  }

  @Override
  public String topic() {
    return "assay.project";
  }

  @Override
  public EventHandlers handlers() {
    return handlers;
  }

  private void project(ReceivedEvent event) {
    projects.apply(event.data(ProjectChanged.class), event.aggregateVersion(), event.time());
  }

  private void member(ReceivedEvent event) {
    projects.apply(event.data(MemberChanged.class));
  }

  private void useCase(ReceivedEvent event) {
    UseCaseChanged useCase = event.data(UseCaseChanged.class);
    boolean other = useCases.apply(useCase, event.aggregateVersion());
    classifications.useCaseChanged(useCase.useCaseId(), event.aggregateVersion(), event.id());
    if (other) {
      changed.changed(useCase, event.id(), Cause.system(SERVICE, event));
    }
  }
}
