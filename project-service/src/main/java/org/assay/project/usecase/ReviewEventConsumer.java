package org.assay.project.usecase;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.assay.contracts.event.ClassificationDecided;
import org.assay.contracts.event.ClassificationExpired;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.inbox.EventConsumer;
import org.assay.kit.inbox.EventHandlers;
import org.assay.kit.inbox.Inbox;
import org.assay.kit.inbox.ReceivedEvent;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows review-service: how much risk the models of a use case carry. */
@ApplicationScoped
public class ReviewEventConsumer implements EventConsumer {

  private static final String MODEL = "model/";

  private final Inbox inbox;
  private final Classifications classifications;
  private final EventHandlers handlers;

  ReviewEventConsumer(Inbox inbox, Classifications classifications) {
    this.inbox = inbox;
    this.classifications = classifications;
    this.handlers =
        EventHandlers.builder()
            .on(EventTypes.CLASSIFICATION_DECIDED, this::keep)
            .on(
                EventTypes.CLASSIFICATION_EXPIRED,
                event -> classifications.expire(event.data(ClassificationExpired.class)))
            .build();
  }

  /** Takes in what a poll brought of {@code assay.review}; the inbox opens the transactions. */
  @Incoming("review-events")
  @Blocking
  public void consume(ConsumerRecords<String, byte[]> records) {
    inbox.receive(records, handlers);
  }

  @Override
  public String topic() {
    return "assay.review";
  }

  @Override
  public EventHandlers handlers() {
    return handlers;
  }

  private void keep(ReceivedEvent event) {
    classifications.keep(
        event.data(ClassificationDecided.class), model(event.subject()), event.position());
  }

  /** The subject is {@code model/{name}/classification/{id}}. */
  private static String model(String subject) {
    String name = subject.startsWith(MODEL) ? subject.substring(MODEL.length()) : subject;
    int end = name.indexOf('/');
    return end < 0 ? name : name.substring(0, end);
  }
}
