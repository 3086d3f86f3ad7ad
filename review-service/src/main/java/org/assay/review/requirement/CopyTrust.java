package org.assay.review.requirement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.assay.kit.inbox.CopyAge;
import org.assay.kit.inbox.Parking;

/**
 * Says how far the copies behind a version's facts can be trusted.
 *
 * <p>An age is read at most once a second; until the next reading the time that passed is added to
 * it, so that what is said is never less than the true age.
 */
@ApplicationScoped
public class CopyTrust {

  /** The topic that projects and members come from. */
  public static final String PROJECT_TOPIC = "assay.project";

  /** The topic that models and versions come from. */
  public static final String REGISTRY_TOPIC = "assay.registry";

  private static final Duration READ_EVERY = Duration.ofSeconds(1);

  private final CopyAge copyAge;
  private final Parking parking;
  private final ConcurrentHashMap<String, Reading> readings = new ConcurrentHashMap<>();

  CopyTrust(CopyAge copyAge, Parking parking) {
    this.copyAge = copyAge;
    this.parking = parking;
  }

  /** Returns the state of the copies behind a version's facts. */
  public FactsHealth of(UUID projectId, UUID modelId) {
    return new FactsHealth(age(), parking.holdsKey(modelId, projectId));
  }

  /** Returns how old the older of the two copies is, at most. */
  public Duration age() {
    Duration projects = age(PROJECT_TOPIC);
    Duration registry = age(REGISTRY_TOPIC);
    return projects.compareTo(registry) > 0 ? projects : registry;
  }

  private Duration age(String topic) {
    Reading reading = readings.get(topic);
    if (reading == null || reading.elapsed().compareTo(READ_EVERY) > 0) {
      // The clock starts before the question, so that its duration counts as age too.
      long before = System.nanoTime();
      reading = new Reading(copyAge.age(topic), before);
      readings.put(topic, reading);
    }
    return reading.age().plus(reading.elapsed());
  }

  private record Reading(Duration age, long at) {
    Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - at);
    }
  }
}
