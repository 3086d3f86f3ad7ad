package org.assay.registry.assessment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.EventJson;
import org.assay.kit.inbox.ReceivedEvent;
import org.hibernate.Session;

/** The copies of review-service's events; hand-written SQL, since nothing ever changes a row. */
@ApplicationScoped
public class ReviewEvents {

  private final Session session;

  ReviewEvents(Session session) {
    this.session = session;
  }

  /**
   * Keeps a copy; under the row lock of the version, so that no copy is placed before one that was
   * already shown.
   *
   * @param revision the version's present revision
   * @return false where the copy was there already (a replay older than the inbox remembers)
   */
  public boolean keep(UUID projectId, UUID versionId, long revision, ReceivedEvent event) {
    int added =
        session
            .createNativeMutationQuery(
                """
                insert into review_event (version_id, after_revision, position, event_id, project_id,
                  type, actor, on_behalf_of, occurred_at, data)
                values (:version, :revision, :position, :event, :project,
                  :type, :actor, cast(:onBehalfOf as text), :at, cast(:data as jsonb))
                on conflict on constraint review_event_unique do nothing
                """)
            .setParameter("version", versionId)
            .setParameter("revision", revision)
            .setParameter("position", event.position())
            .setParameter("event", event.id())
            .setParameter("project", projectId)
            .setParameter("type", event.type())
            .setParameter("actor", event.actor())
            .setParameter("onBehalfOf", event.onBehalfOf())
            .setParameter("at", event.time())
            .setParameter("data", event.data().toString())
            .executeUpdate();
    return added == 1;
  }

  /**
   * Returns the copies after a place in a version's history, oldest first ({@code
   * review_event_pk}).
   *
   * @param revision the revision of the place
   * @param position the position of the place, 0 for the registry's own event of that revision
   * @param limit at most so many, up to 201
   */
  public List<ReviewEvent> after(UUID versionId, long revision, long position, int limit) {
    return session
        .createNativeQuery(
            """
            select after_revision, position, event_id, type, actor, on_behalf_of, occurred_at,
              cast(data as text)
            from review_event
            where version_id = :version and (after_revision, position) > (:revision, :position)
            order by after_revision, position
            limit :limit
            """,
            Object[].class)
        .setParameter("version", versionId)
        .setParameter("revision", revision)
        .setParameter("position", position)
        .setParameter("limit", limit)
        .getResultStream()
        .map(ReviewEvents::read)
        .toList();
  }

  private static ReviewEvent read(Object[] columns) {
    return new ReviewEvent(
        ((Number) columns[0]).longValue(),
        ((Number) columns[1]).longValue(),
        (UUID) columns[2],
        (String) columns[3],
        (String) columns[4],
        (String) columns[5],
        (Instant) columns[6],
        json((String) columns[7]));
  }

  private static JsonNode json(String text) {
    try {
      return EventJson.mapper().readTree(text);
    } catch (JsonProcessingException impossible) {
      // The column is jsonb.
      throw new UncheckedIOException(impossible);
    }
  }
}
