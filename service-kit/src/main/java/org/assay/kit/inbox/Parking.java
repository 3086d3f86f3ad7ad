package org.assay.kit.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.assay.kit.inbox.InboxTables.Step;
import org.jboss.logging.Logger;

/**
 * The records that could not be applied. Whoever decides on the copy of a thing asks {@link #holds}
 * first, for that copy is incomplete.
 */
@ApplicationScoped
public class Parking {

  private static final Logger LOG = Logger.getLogger(Parking.class);

  /** The most records that {@link #list} returns at once: a page, and one that tells of more. */
  public static final int MOST_LISTED = 201;

  private final UnitOfWork unit;
  private final DataSource dataSource;

  Parking(UnitOfWork unit, DataSource dataSource) {
    this.unit = unit;
    this.dataSource = dataSource;
  }

  /** Returns whether an event of this aggregate is parked. */
  public boolean holds(UUID aggregateId) {
    return held("aggregate_id", aggregateId);
  }

  /** Returns whether a record of one of these keys is parked, be it readable or not. */
  public boolean holdsKey(UUID... partitionKeys) {
    return held("partition_key", partitionKeys);
  }

  /**
   * Returns parked records in order of topic, partition and offset.
   *
   * @param after where the last one of the page before came from, {@link ParkedEvent.Place#FIRST}
   *     for the first page
   * @param limit the most to return, 1 to {@value #MOST_LISTED}
   */
  public List<ParkedEvent> list(ParkedEvent.Place after, int limit) {
    int most = Math.clamp(limit, 1, MOST_LISTED);
    return asked(connection -> ParkedTable.after(connection, after, most));
  }

  /** Returns how many records of this key are parked. */
  public long count(String topic, UUID partitionKey) {
    return asked(connection -> ParkedTable.count(connection, topic, partitionKey));
  }

  /**
   * Applies the parked events of a key that can be applied by now, in order, each in one
   * transaction that also removes it from here. What still cannot be applied stays.
   *
   * @param handlers what to do on the events of that topic
   * @return how many were applied
   */
  public int redrive(String topic, UUID partitionKey, EventHandlers handlers) {
    int applied = 0;
    int before;
    do {
      before = applied;
      for (ParkedTable.Row row : asked(c -> ParkedTable.ofKey(c, topic, partitionKey))) {
        if (redrive(row, handlers)) {
          applied++;
        }
      }
      // While these were applied, the consumer may have parked the ones behind them.
    } while (applied > before);
    return applied;
  }

  /**
   * Returns the keys of which an event waits for what another topic tells, in order.
   *
   * @param after the last one before, empty to begin
   */
  List<ParkedTable.Key> waiting(Optional<ParkedTable.Key> after, int limit) {
    return asked(connection -> ParkedTable.waiting(connection, after, limit));
  }

  /**
   * Gives up a parked record: it is removed without being applied. Later events of its aggregate
   * stay parked until its producer tells the missing one again.
   *
   * @return whether it was there
   */
  public boolean discard(String topic, int partition, long offset) {
    return asked(connection -> ParkedTable.delete(connection, topic, partition, offset));
  }

  private boolean redrive(ParkedTable.Row row, EventHandlers handlers) {
    if (!(row.incoming() instanceof Incoming.Event(ReceivedEvent event))
        || handlers.unknownMajorVersion(event.type())) {
      return false;
    }
    try {
      return unit.call(
          connection -> {
            InboxTables.holdKey(connection, row.topic(), event.partitionKey());
            Step step = Inbox.apply(connection, row.topic(), event, handlers);
            if (step != Step.GAP) {
              ParkedTable.delete(connection, row.topic(), row.partition(), row.offset());
            }
            return step == Step.NEXT;
          });
    } catch (NotYetException e) {
      LOG.debugf("A parked event waits: %s %s, %s", event.type(), event.id(), e);
      return false;
    } catch (SQLException | RuntimeException e) {
      LOG.warnf(e, "A parked event still cannot be applied: %s %s", event.type(), event.id());
      if (!DatabaseFailures.passing(e)) {
        waitsNoMore(row, e);
      }
      return false;
    }
  }

  /** What it waited for came, and it fails all the same: from now on it is an operator's. */
  private void waitsNoMore(ParkedTable.Row row, Exception e) {
    try {
      unit.call(connection -> ParkedTable.fail(connection, row, String.valueOf(e)));
    } catch (SQLException | RuntimeException again) {
      LOG.debugf(again, "A parked event is tried once more: %s", row);
    }
  }

  /** Asks in the running transaction if there is one, for each gate answer asks this. */
  private boolean held(String column, UUID... ids) {
    try (Connection connection = dataSource.getConnection()) {
      return ParkedTable.holds(connection, column, ids);
    } catch (SQLException e) {
      throw new InboxException("The parked events could not be read", e);
    }
  }

  private <T> T asked(UnitOfWork.Work<T> work) {
    try {
      return unit.call(work);
    } catch (SQLException e) {
      throw new InboxException("The parked events could not be read", e);
    }
  }
}
