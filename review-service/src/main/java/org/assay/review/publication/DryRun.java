package org.assay.review.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.contracts.event.EventJson;
import org.assay.review.requirement.RequirementResult;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a draft would say of every open version of its scope, and, of a policy, would have said of
 * every release. Numbers are exact; names are kept of the first {@value #MOST_NAMES} of each kind.
 */
@Entity
@Table(name = "policy_dry_run")
public class DryRun {

  /** How many versions and releases are named. */
  public static final int MOST_NAMES = 200;

  /** How often a page is tried before the dry run is given up. */
  private static final int TRIES = 3;

  private static final TypeReference<SortedMap<String, SortedMap<String, Integer>>> COUNTS =
      new TypeReference<>() {};
  private static final TypeReference<List<DryRunHit>> HITS = new TypeReference<>() {};
  private static final TypeReference<List<TierChange>> TIERS = new TypeReference<>() {};
  private static final TypeReference<List<ReviewAsked>> ASKED = new TypeReference<>() {};

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "policy_id", updatable = false)
  private UUID documentId;

  @Column(updatable = false)
  private String digest;

  @Enumerated(EnumType.STRING)
  private DryRunState state;

  @Enumerated(EnumType.STRING)
  private DryRunPart part;

  @Column(name = "after_id")
  private UUID afterId;

  private int versions;

  private int releases;

  private int failures;

  @Column(name = "newly_blocked")
  private int newlyBlocked;

  private int stopped;

  private String counts;

  private String blocked;

  private String past;

  @Column(name = "started_by", updatable = false)
  private String startedBy;

  @Column(name = "started_at", updatable = false)
  private Instant startedAt;

  @Column(name = "finished_at")
  private @Nullable Instant finishedAt;

  /** For Hibernate. */
  protected DryRun() {}

  static DryRun of(Document draft, String startedBy, Instant at) {
    DryRun run = new DryRun();
    run.documentId = draft.id();
    run.digest = draft.digest();
    run.state = DryRunState.RUNNING;
    run.part = DryRunPart.OPEN_VERSIONS;
    run.afterId = new UUID(0, 0);
    run.counts = "{}";
    run.blocked = "[]";
    run.past = "[]";
    run.startedBy = startedBy;
    run.startedAt = at;
    return run;
  }

  /**
   * Notes what the draft says of open versions.
   *
   * @param judged what it says of each
   * @param hits those that pass now and would not
   */
  void versions(List<List<RequirementResult>> judged, List<DryRunHit> hits) {
    Map<String, Map<String, Integer>> counted =
        judged.stream()
            .flatMap(List::stream)
            .collect(
                Collectors.groupingBy(
                    result -> result.key().value(),
                    Collectors.groupingBy(
                        result -> result.state().name(), Collectors.summingInt(_ -> 1))));
    count(judged.size(), counted, hits.size());
    blocked = json(joined(newlyBlockedVersions(), hits));
  }

  /**
   * Notes which tiers a questionnaire would change.
   *
   * @param counted how many versions of a tier would have which, this page's
   */
  void tiers(int looked, Map<String, Map<String, Integer>> counted, List<TierChange> changes) {
    count(looked, counted, changes.size());
    blocked = json(joined(tierChanges(), changes));
  }

  /**
   * Notes which open reviews checklists would ask more.
   *
   * @param counted of how many reviews of a kind, and how many would be asked, this page's
   */
  void reviews(int looked, Map<String, Map<String, Integer>> counted, List<ReviewAsked> asked) {
    count(looked, counted, asked.size());
    blocked = json(joined(reviewsAsked(), asked));
  }

  private void count(int looked, Map<String, Map<String, Integer>> counted, int hits) {
    SortedMap<String, SortedMap<String, Integer>> sums = counts();
    counted.forEach(
        (key, states) ->
            states.forEach(
                (state, count) ->
                    sums.computeIfAbsent(key, _ -> new TreeMap<>())
                        .merge(state, count, Integer::sum)));
    counts = json(sums);
    versions += looked;
    newlyBlocked += hits;
  }

  /** Notes which releases the draft would have stopped. */
  void releases(int looked, List<DryRunHit> hits) {
    releases += looked;
    stopped += hits.size();
    past = json(joined(stoppedReleases(), hits));
  }

  private static <T> List<T> joined(List<T> known, List<T> more) {
    List<T> all = new ArrayList<>(known);
    more.stream().limit(Math.max(0, MOST_NAMES - all.size())).forEach(all::add);
    return all;
  }

  /** Goes on after the last of a page. */
  void reached(UUID last) {
    afterId = last;
    failures = 0;
  }

  /**
   * Ends a part.
   *
   * @param kind the draft's: only of a policy it is told what it would have stopped
   */
  void endPart(DocumentKind kind, Instant at) {
    afterId = new UUID(0, 0);
    if (part == DryRunPart.OPEN_VERSIONS && kind == DocumentKind.POLICY) {
      part = DryRunPart.RELEASES;
    } else {
      state = DryRunState.DONE;
      finishedAt = at;
    }
  }

  /** Ends it, since the draft says something else now. */
  void outdate(Instant at) {
    state = DryRunState.OUTDATED;
    finishedAt = at;
  }

  /** Notes that its next page failed; it is given up at the third time. */
  void fail(Instant at) {
    failures++;
    if (failures >= TRIES) {
      state = DryRunState.FAILED;
      finishedAt = at;
    }
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return EventJson.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A dry run cannot be read", e);
    }
  }

  private static String json(Object value) {
    try {
      return EventJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A dry run cannot be written", e);
    }
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns the draft that is tried. */
  public UUID documentId() {
    return documentId;
  }

  /** Returns the digest of what the draft said. */
  public String digest() {
    return digest;
  }

  /** Returns how far it is. */
  public DryRunState state() {
    return state;
  }

  /** Returns what it goes through now. */
  DryRunPart part() {
    return part;
  }

  /** Returns after which version or release it goes on. */
  UUID afterId() {
    return afterId;
  }

  /** Returns how many open versions were judged. */
  public int versions() {
    return versions;
  }

  /** Returns how many releases were judged. */
  public int releases() {
    return releases;
  }

  /** Returns how many open versions pass now and would not. */
  public int newlyBlocked() {
    return newlyBlocked;
  }

  /** Returns how many releases it would have stopped. */
  public int stopped() {
    return stopped;
  }

  /** Returns how many open versions are in which state, by requirement. */
  public SortedMap<String, SortedMap<String, Integer>> counts() {
    return read(counts, COUNTS);
  }

  /** Returns the first versions that pass now and would not. */
  public List<DryRunHit> newlyBlockedVersions() {
    return read(blocked, HITS);
  }

  /** Returns the first versions whose tier a questionnaire would change. */
  public List<TierChange> tierChanges() {
    return read(blocked, TIERS);
  }

  /** Returns the first open reviews that checklists would ask more. */
  public List<ReviewAsked> reviewsAsked() {
    return read(blocked, ASKED);
  }

  /** Returns the first releases that it would have stopped. */
  public List<DryRunHit> stoppedReleases() {
    return read(past, HITS);
  }

  /** Returns the {@code sub} of who started it. */
  public String startedBy() {
    return startedBy;
  }

  /** Returns when it was started. */
  public Instant startedAt() {
    return startedAt;
  }

  /** Returns when it ended. */
  public @Nullable Instant finishedAt() {
    return finishedAt;
  }
}
