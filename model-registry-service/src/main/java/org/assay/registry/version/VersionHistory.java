package org.assay.registry.version;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.People;
import org.assay.kit.page.PageRequest;
import org.assay.registry.assessment.ReviewEvent;
import org.assay.registry.assessment.ReviewEvents;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The history of a version: this service's own events and the copies of review-service's.
 *
 * <p>The order is that of cause, not of clocks: an own event stands at its revision, and a copy
 * behind the revision that the version had when it arrived. So what review-service told stands
 * before what this service did because of it, and a history only ever grows at its end.
 */
@ApplicationScoped
class VersionHistory {

  private static final String REVIEW_SERVICE = "/assay/review-service";

  private final EventLog log;
  private final ReviewEvents copies;
  private final Accounts accounts;
  private final VersionStatements statements;
  private final String ownSource;

  VersionHistory(
      EventLog log,
      ReviewEvents copies,
      Accounts accounts,
      VersionStatements statements,
      @ConfigProperty(name = "assay.event.source") String ownSource) {
    this.log = log;
    this.copies = copies;
    this.accounts = accounts;
    this.statements = statements;
    this.ownSource = ownSource;
  }

  /** Returns a page's entries and one more, oldest first; two statements. */
  List<Entry> after(UUID versionId, PageRequest request) {
    long revision = request.after().map(key -> Long.parseLong(key.get(0))).orElse(0L);
    long position = request.after().map(key -> Long.parseLong(key.get(1))).orElse(0L);
    int size = request.fetchSize();
    Stream<Entry> own = log.history(versionId, revision, size).stream().map(this::own);
    Stream<Entry> copied =
        copies.after(versionId, revision, position, size).stream().map(VersionHistory::copied);
    return Stream.concat(own, copied)
        .sorted(Comparator.comparingLong(Entry::revision).thenComparingLong(Entry::position))
        .limit(size)
        .toList();
  }

  /** Shows entries of a version, with the names of who acted and what they said. */
  List<HistoryView> views(UUID versionId, List<Entry> entries) {
    Map<Long, String> said =
        statements.of(
            versionId, entries.stream().filter(Entry::isOwn).map(Entry::revision).toList());
    People people =
        accounts.people(
            entries.stream()
                .flatMap(
                    entry ->
                        Stream.concat(
                            Stream.of(entry.actor()), Stream.ofNullable(entry.onBehalfOf()))));
    return entries.stream()
        .map(entry -> view(entry, entry.isOwn() ? said.get(entry.revision()) : null, people))
        .toList();
  }

  private static HistoryView view(Entry entry, @Nullable String statement, People people) {
    String principal = entry.onBehalfOf();
    return new HistoryView(
        entry.id(),
        entry.type(),
        people.named(entry.actor()),
        principal == null ? null : people.named(principal),
        entry.at(),
        entry.source(),
        statement,
        entry.data());
  }

  private Entry own(LoggedEvent event) {
    return new Entry(
        event.aggregateVersion(),
        0,
        event.id(),
        event.type(),
        event.actor(),
        event.onBehalfOf(),
        event.occurredAt(),
        ownSource,
        event.data());
  }

  private static Entry copied(ReviewEvent event) {
    return new Entry(
        event.afterRevision(),
        event.position(),
        event.id(),
        event.type(),
        event.actor(),
        event.onBehalfOf(),
        event.occurredAt(),
        REVIEW_SERVICE,
        event.data());
  }

  /**
   * An event at its place in the history.
   *
   * @param revision the version's revision after an own event, or when a copy arrived
   * @param position 0 for an own event, else the position in review-service's log, from 1
   */
  record Entry(
      long revision,
      long position,
      UUID id,
      String type,
      String actor,
      @Nullable String onBehalfOf,
      Instant at,
      String source,
      JsonNode data) {

    /** Says whether it is this service's own event. */
    boolean isOwn() {
      return position == 0;
    }

    /** Returns what a cursor holds. */
    List<String> key() {
      return List.of(Long.toString(revision), Long.toString(position));
    }
  }
}
