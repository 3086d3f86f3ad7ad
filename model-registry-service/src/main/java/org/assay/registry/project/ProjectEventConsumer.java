package org.assay.registry.project;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.MemberChanged;
import org.assay.contracts.event.ProjectChanged;
import org.assay.contracts.event.UseCaseChanged;
import org.assay.kit.inbox.EventConsumer;
import org.assay.kit.inbox.EventHandlers;
import org.assay.kit.inbox.Inbox;
import org.assay.kit.inbox.ReceivedEvent;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Keeps the copy of projects, members and use cases. One thread, since {@code @Blocking} alone
 * keeps the order of a partition.
 */
@ApplicationScoped
public class ProjectEventConsumer implements EventConsumer {

  private final Inbox inbox;
  private final Projects projects;
  private final EventHandlers handlers;

  ProjectEventConsumer(Inbox inbox, Projects projects) {
    this.inbox = inbox;
    this.projects = projects;
    this.handlers =
        EventHandlers.builder()
            .on(EventTypes.PROJECT_CREATED, this::keepProject)
            .on(EventTypes.PROJECT_ACTIVATED, this::keepProject)
            .on(EventTypes.PROJECT_HELD, this::keepProject)
            .on(EventTypes.PROJECT_UPDATED, this::keepProject)
            .on(EventTypes.PROJECT_CLOSED, this::keepProject)
            .on(EventTypes.MEMBER_ADDED, this::keepMember)
            .on(EventTypes.MEMBER_REMOVED, this::keepMember)
            .on(EventTypes.MEMBER_ROLE_CHANGED, this::keepMember)
            .on(EventTypes.USE_CASE_CHANGED, this::keepUseCase)
            .build();
  }

  /** Takes in what a poll brought of {@code assay.project}; the inbox opens the transactions. */
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

  private void keepProject(ReceivedEvent event) {
    projects.keep(event.data(ProjectChanged.class), event.aggregateVersion());
  }

  private void keepMember(ReceivedEvent event) {
    projects.keep(event.data(MemberChanged.class), event.aggregateVersion());
  }

  private void keepUseCase(ReceivedEvent event) {
    projects.keep(event.data(UseCaseChanged.class));
  }
}
