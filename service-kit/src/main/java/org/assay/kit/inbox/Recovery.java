package org.assay.kit.inbox;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.kit.problem.ProblemException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does with parked events, behind the service's resource for it.
 *
 * <p>The inbox decides by the version rule as always, so an act that is repeated, or crosses with
 * the topic, changes nothing twice. Who acted is in the service's log; the event log tells of the
 * domain only.
 */
@ApplicationScoped
public class Recovery {

  private static final Logger LOG = Logger.getLogger(Recovery.class);
  private static final String LIST = "parked-events";

  private final Parking parking;
  private final Paging paging;
  private final Map<String, EventConsumer> consumers;

  Recovery(Parking parking, Paging paging, @All List<EventConsumer> consumers) {
    this.parking = parking;
    this.paging = paging;
    this.consumers =
        consumers.stream()
            .collect(Collectors.toUnmodifiableMap(EventConsumer::topic, Function.identity()));
  }

  /**
   * Returns a page of the parked records in order of topic, partition and offset.
   *
   * @throws ProblemException 400 or 422 on a bad limit or cursor
   */
  public Page<ParkedEvent> list(@Nullable Integer limit, @Nullable String cursor) {
    PageRequest request = paging.request(limit, cursor, LIST);
    List<ParkedEvent> found =
        parking.list(
            request.after().map(Recovery::place).orElse(ParkedEvent.Place.FIRST),
            request.fetchSize());
    return paging.page(
        found,
        request,
        event ->
            List.of(
                event.topic(), Integer.toString(event.partition()), Long.toString(event.offset())));
  }

  /**
   * Applies the parked events of a key that can be applied by now.
   *
   * @throws ProblemException 422 if this service does not read the topic
   */
  public Redriven redrive(RedriveParkedEvents command, Caller caller) {
    EventConsumer consumer = consumers.get(command.topic());
    if (consumer == null) {
      throw ProblemException.invalid(
          "/topic",
          "UNKNOWN_VALUE",
          "topic is %s, this service reads %s"
              .formatted(
                  command.topic(),
                  consumers.keySet().stream().sorted().collect(Collectors.joining(" and "))));
    }
    int applied = parking.redrive(command.topic(), command.partitionKey(), consumer.handlers());
    LOG.infof(
        "%s re-drove %s of %s: %d applied",
        caller.subject(), command.partitionKey(), command.topic(), applied);
    return new Redriven(applied, parking.count(command.topic(), command.partitionKey()));
  }

  /**
   * Gives up a parked record without applying it.
   *
   * @throws ProblemException 404 if there is none at that place
   */
  public void discard(DiscardParkedEvent command, Caller caller) {
    if (!parking.discard(command.topic(), command.partition(), command.offset())) {
      throw ProblemException.of(
          CommonProblem.NOT_FOUND,
          "No parked event came from %s, partition %d, offset %d"
              .formatted(command.topic(), command.partition(), command.offset()));
    }
    LOG.warnf(
        "%s discarded the parked event of %s-%d@%d",
        caller.subject(), command.topic(), command.partition(), command.offset());
  }

  private static ParkedEvent.Place place(List<String> key) {
    return new ParkedEvent.Place(
        key.get(0), Integer.parseInt(key.get(1)), Long.parseLong(key.get(2)));
  }
}
