package org.assay.verification.fault.check;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.verification.fault.Database;

/**
 * What an installation holds after a trial, when nothing moves in it any more.
 *
 * @param logs the event log of each service
 * @param state what the services' own tables say
 * @param copies a copy and its original, where one service keeps what another tells
 * @param applied how far each reader has applied each topic
 * @param readings the topics, as readers saw them
 * @param sights what HTTP shows, beside what it must show
 */
public record Evidence(
    Map<Database, Log> logs,
    State state,
    List<Copy> copies,
    List<Applied> applied,
    List<Reading> readings,
    List<Sight> sights) {

  /** Copies the lists. */
  public Evidence {
    logs = Map.copyOf(logs);
    copies = List.copyOf(copies);
    applied = List.copyOf(applied);
    readings = List.copyOf(readings);
    sights = List.copyOf(sights);
  }

  /** How many events readers during the faults met once more, which is allowed. */
  public long again() {
    return readings.stream().mapToLong(TopicOrder::again).sum();
  }

  /**
   * A service's log.
   *
   * @param queued events that have no position yet
   * @param cursor up to which position the relay has told it
   */
  public record Log(List<Event> events, long queued, long cursor) {}

  /**
   * An event of a log.
   *
   * @param position its position, 0 where it has none
   */
  public record Event(
      UUID id, String type, String subject, UUID aggregate, long version, long position) {}

  /** What the services' own tables say. */
  public record State(
      List<Project> projects,
      List<Member> members,
      List<Model> models,
      List<Version> versions,
      List<Assessment> assessments,
      List<Review> reviews,
      List<Assignment> assignments,
      List<Decision> decisions,
      List<Release> releases,
      List<Proposal> proposals,
      List<Revocation> revocations) {}

  /** A project. */
  public record Project(String id, String key, String name, long revision) {}

  /** A stay of a member. */
  public record Member(String project, String subject, boolean current) {}

  /** A model, with its full name. */
  public record Model(String id, String name, String use, long revision) {}

  /** A version. */
  public record Version(
      String id, String model, int number, String digest, String state, int round, long revision) {}

  /** An assessment. */
  public record Assessment(String id, String version, int round, String state) {}

  /** A review. */
  public record Review(String id, String version, int round, String type, String state) {}

  /** Who has claimed a review. */
  public record Assignment(String review, String subject) {}

  /** What a reviewer decided. */
  public record Decision(String id, String review, String decision) {}

  /** A release decision. */
  public record Release(String id, String version, String environment, boolean stands) {}

  /** A proposal to revoke. */
  public record Proposal(String id, String version) {}

  /** A revocation. */
  public record Revocation(String id, String version) {}

  /**
   * A row of a copy beside the row that it was made from.
   *
   * @param where whose copy of what
   * @param id of the thing
   * @param original what its owner says, empty where the owner has no such thing
   * @param copy what the copy says, empty where it has no such thing
   */
  public record Copy(String where, String id, String original, String copy) {}

  /**
   * How far a reader has applied a topic.
   *
   * @param versions the version of each aggregate up to which it has
   * @param parked how many events it could not apply
   */
  public record Applied(Database reader, Database source, Map<UUID, Long> versions, long parked) {}

  /**
   * A topic as one reader saw it.
   *
   * @param by who read, for people
   * @param whole whether it must have seen every event
   */
  public record Reading(String by, Database source, boolean whole, List<Told> told) {}

  /**
   * An event as it came from a topic.
   *
   * @param sequence its position in its service's log
   */
  public record Told(
      int partition, String key, UUID id, UUID aggregate, long version, long sequence) {}

  /** What was asked through HTTP, what the answer must be, and what it was. */
  public record Sight(String asked, String expected, String found) {}
}
