package org.assay.kit.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.assay.contracts.event.Watermark;
import org.assay.kit.inbox.InboxTables.Step;
import org.assay.kit.inbox.ParkedEvent.Reason;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the records of a topic in order: those of a poll in few transactions, or one record in a
 * transaction of its own wherever anything is in the way.
 *
 * <p>Called on a thread that may block, in order within a partition. It returns once every record
 * is applied, dropped as a repeat, or parked, and then the offsets may be committed; it throws only
 * when the service stops.
 */
@ApplicationScoped
public class Inbox {

  private static final Logger LOG = Logger.getLogger(Inbox.class);

  /** How often a handler is tried before its event counts as one that cannot be applied. */
  static final int TRIES = 3;

  /**
   * How often it is tried in its place where it waits for what another topic tells: for less than a
   * second, since everything behind it waits too. Then it is parked, and {@link WaitingEvents} goes
   * on.
   */
  static final int TRIES_FOR_OTHERS = 5;

  /** So many records share a transaction at most, which bounds how long it holds its locks. */
  private static final int TOGETHER = 50;

  private final UnitOfWork unit;
  private final DeadLetters deadLetters;
  private final InboxMetrics metrics;
  private final Patience patience;

  Inbox(UnitOfWork unit, DeadLetters deadLetters, InboxMetrics metrics, Patience patience) {
    this.unit = unit;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.patience = patience;
  }

  /**
   * Takes in what a poll brought, in the order of each partition.
   *
   * <p>A commit costs more than what most events do, so events share one. That is only a shorter
   * way to the same end: where a record of the transaction is unreadable, ahead of its predecessor
   * or fails, all of it is rolled back and each record is received by itself.
   *
   * @param handlers what to do on the events of this topic; they run in the inbox's transaction
   */
  public void receive(ConsumerRecords<String, byte[]> records, EventHandlers handlers) {
    List<ConsumerRecord<String, byte[]>> all = new ArrayList<>(records.count());
    records.forEach(all::add);
    for (int from = 0; from < all.size(); from += TOGETHER) {
      List<ConsumerRecord<String, byte[]>> some =
          all.subList(from, Math.min(from + TOGETHER, all.size()));
      if (some.size() == 1 || !receivedTogether(some, handlers)) {
        some.forEach(record -> receive(record, handlers));
      }
    }
  }

  private boolean receivedTogether(
      List<ConsumerRecord<String, byte[]>> records, EventHandlers handlers) {
    try {
      settle(records, handlers);
      return true;
    } catch (SQLException | RuntimeException e) {
      LOG.debugf("%d records are received one by one: %s", records.size(), e);
      return false;
    }
  }

  /** One transaction for all; whatever stands in the way of one record fails it. */
  private void settle(List<ConsumerRecord<String, byte[]>> records, EventHandlers handlers)
      throws SQLException {
    List<Runnable> counts = new ArrayList<>();
    unit.call(
        connection -> {
          for (ConsumerRecord<String, byte[]> record : records) {
            counts.add(settleOne(connection, record, handlers));
            unit.part();
          }
          return true;
        });
    counts.forEach(Runnable::run);
  }

  private Runnable settleOne(
      Connection connection, ConsumerRecord<String, byte[]> record, EventHandlers handlers)
      throws SQLException {
    return switch (RecordReader.read(record.value())) {
      case Incoming.Mark(Watermark mark) -> {
        InboxTables.mark(connection, record.topic(), record.partition(), mark);
        yield () -> {};
      }
      case Incoming.Event(ReceivedEvent event) when !handlers.unknownMajorVersion(event.type()) -> {
        Step step = apply(connection, record.topic(), event, handlers);
        if (step == Step.GAP) {
          throw new NotTogetherException(gap(event));
        }
        yield () -> count(record, event, step, handlers);
      }
      case Incoming.Event _, Incoming.Unreadable _ ->
          throw new NotTogetherException("A record is to be parked");
    };
  }

  /**
   * Takes in a record: keeps a watermark, applies an event, or parks what cannot be applied. While
   * the database (or, for a dead letter, the broker) is away it waits and tries again, for ever.
   *
   * @param handlers what to do on the events of this topic; they run in the inbox's transaction
   */
  public void receive(ConsumerRecord<String, byte[]> record, EventHandlers handlers) {
    switch (RecordReader.read(record.value())) {
      case Incoming.Mark mark -> keep(record, mark);
      case Incoming.Unreadable unreadable ->
          park(record, null, Reason.UNREADABLE, unreadable.detail());
      case Incoming.Event incoming -> receive(record, incoming.event(), handlers);
    }
  }

  private void keep(ConsumerRecord<String, byte[]> record, Incoming.Mark mark) {
    untilDone(
        record,
        connection -> {
          InboxTables.mark(connection, record.topic(), record.partition(), mark.watermark());
          return true;
        });
  }

  private void receive(
      ConsumerRecord<String, byte[]> record, ReceivedEvent event, EventHandlers handlers) {
    if (handlers.unknownMajorVersion(event.type())) {
      park(record, event, Reason.UNKNOWN_MAJOR_VERSION, "No handler knows " + event.type());
      return;
    }
    int deterministic = 0;
    for (int failures = 1; ; failures++) {
      try {
        settle(record, event, handlers);
        return;
      } catch (SQLException | RuntimeException e) {
        if (mustWait(e)) {
          waits(record, failures, e);
          continue;
        }
        deterministic++;
        if (deterministic >= tries(e) || unreadable(e)) {
          giveUp(record, event, e);
          return;
        }
        if (e instanceof NotYetException) {
          waits(record, deterministic, e);
        } else {
          patience.pause(deterministic);
        }
      }
    }
  }

  private void giveUp(ConsumerRecord<String, byte[]> record, ReceivedEvent event, Exception e) {
    if (e instanceof NotYetException) {
      LOG.infof("An event is set aside to wait: %s %s, %s", event.type(), event.id(), e);
      park(record, event, Reason.WAITS_FOR_OTHERS, String.valueOf(e.getMessage()));
      return;
    }
    LOG.errorf(e, "An event cannot be applied: %s %s", event.type(), event.id());
    park(
        record,
        event,
        unreadable(e) ? Reason.UNREADABLE_DATA : Reason.HANDLER_FAILED,
        String.valueOf(rootCause(e)));
  }

  /**
   * One transaction: applies the event, or notices a repeat, or parks it for a missing predecessor.
   */
  private void settle(
      ConsumerRecord<String, byte[]> record, ReceivedEvent event, EventHandlers handlers)
      throws SQLException {
    Step step =
        unit.call(
            connection -> {
              Step found = apply(connection, record.topic(), event, handlers);
              if (found == Step.GAP) {
                parkOn(connection, record, event, Reason.PREDECESSOR_MISSING, gap(event));
              }
              return found;
            });
    count(record, event, step, handlers);
  }

  private void count(
      ConsumerRecord<String, byte[]> record,
      ReceivedEvent event,
      Step step,
      EventHandlers handlers) {
    switch (step) {
      case REPEAT -> metrics.repeat(record.topic());
      case GAP -> LOG.debugf("Parked behind its predecessor: %s %s", event.type(), event.id());
      case NEXT -> {
        metrics.applied(record.topic());
        if (!handlers.handles(event.type())) {
          metrics.unused(record.topic());
        }
      }
    }
  }

  /** Applies an event in the connection's transaction if it is the next of its aggregate. */
  static Step apply(
      Connection connection, String topic, ReceivedEvent event, EventHandlers handlers)
      throws SQLException {
    Step step = InboxTables.step(connection, topic, event);
    if (step != Step.NEXT) {
      return step;
    }
    if (!InboxTables.record(connection, topic, event.id())) {
      throw new UnreadableDataException(
          "The id " + event.id() + " was applied before as another version or thing", null);
    }
    EventTrace.within(event, () -> handlers.apply(event));
    return Step.NEXT;
  }

  private void park(
      ConsumerRecord<String, byte[]> record,
      @Nullable ReceivedEvent event,
      Reason reason,
      String detail) {
    untilDone(
        record,
        connection -> {
          parkOn(connection, record, event, reason, detail);
          return true;
        });
  }

  /**
   * Keeps the record and sends the dead letter before the commit: dying in between sends it again,
   * and never loses it. A record parked before is sent no second time.
   */
  private void parkOn(
      Connection connection,
      ConsumerRecord<String, byte[]> record,
      @Nullable ReceivedEvent event,
      Reason reason,
      String detail)
      throws SQLException {
    if (ParkedTable.insert(connection, record, event, reason, detail)) {
      deadLetters.send(record, reason, detail);
      metrics.parked(record.topic(), reason);
    }
  }

  private <T> void untilDone(ConsumerRecord<String, byte[]> record, UnitOfWork.Work<T> work) {
    for (int failures = 1; ; failures++) {
      try {
        unit.call(work);
        return;
      } catch (Patience.StoppingException e) {
        throw e;
      } catch (SQLException | RuntimeException e) {
        waits(record, failures, e);
      }
    }
  }

  private void waits(ConsumerRecord<String, byte[]> record, int failures, Exception e) {
    metrics.waits(record.topic());
    LOG.warnf(
        "A record waits: %s-%d@%d, %s",
        record.topic(), record.partition(), record.offset(), rootCause(e));
    patience.pause(failures);
  }

  private boolean mustWait(Exception e) {
    if (e instanceof Patience.StoppingException stopping) {
      throw stopping;
    }
    if (patience.ended()) {
      throw new Patience.StoppingException();
    }
    return e instanceof DeadLetters.DeadLetterException
        || DatabaseFailures.passing(e)
        || !databaseAnswers();
  }

  private boolean databaseAnswers() {
    try {
      return unit.call(connection -> connection.isValid(5));
    } catch (SQLException | RuntimeException e) {
      LOG.debug("The database does not answer", e);
      return false;
    }
  }

  private static int tries(Throwable e) {
    return e instanceof NotYetException ? TRIES_FOR_OTHERS : TRIES;
  }

  private static boolean unreadable(Throwable e) {
    return e instanceof UnreadableDataException;
  }

  private static Throwable rootCause(Throwable e) {
    Throwable root = e;
    for (int depth = 0; root.getCause() != null && depth < 32; depth++) {
      root = root.getCause();
    }
    return root;
  }

  private static String gap(ReceivedEvent event) {
    return "Version "
        + event.aggregateVersion()
        + " of "
        + event.aggregateId()
        + " came before its predecessor, or what was told before it under its key, was applied";
  }

  /** A record that is to be received by itself, so that the transaction of several ends. */
  private static final class NotTogetherException extends RuntimeException {

    NotTogetherException(String why) {
      super(why);
    }
  }
}
