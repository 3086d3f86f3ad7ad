package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.Caller;
import org.assay.review.Refusal;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.hibernate.Session;

/** What people say about a review besides deciding on it. */
@ApplicationScoped
class Comments {

  private final ReviewDesk desk;
  private final Reviews reviews;
  private final Notes notes;
  private final Accounts accounts;
  private final Session entities;

  Comments(ReviewDesk desk, Reviews reviews, Notes notes, Accounts accounts, Session entities) {
    this.desk = desk;
    this.reviews = reviews;
    this.notes = notes;
    this.accounts = accounts;
    this.entities = entities;
  }

  /** Adds a comment: event {@code commented}, which moves the review's revision. */
  CommentView add(UUID reviewId, String text, Caller caller) {
    ReviewDesk.Case opened = desk.open(reviewId, caller);
    Refusal.refuse(opened.guard().comment());
    Kept kept = insert(reviewId, text, caller);
    opened.review().said();
    reviews.tell(
        EventTypes.REVIEW_COMMENTED,
        opened.review(),
        opened.version(),
        Cause.by(caller),
        Told.text(kept.note()));
    return of(reviewId, kept.id());
  }

  /** Keeps why somebody did something to a review among what is said of it; the act tells it. */
  Note keep(UUID reviewId, String text, Caller caller) {
    return insert(reviewId, text, caller).note();
  }

  private record Kept(UUID id, Note note) {}

  private Kept insert(UUID reviewId, String text, Caller caller) {
    Note note = notes.store(text, caller.subject());
    UUID id =
        entities
            .createNativeQuery(
                """
                insert into review_comment (id, review_id, note_id)
                values (uuidv7(), :review, :note) returning id
                """,
                Tuple.class)
            .setParameter("review", reviewId)
            .setParameter("note", note.id())
            .getSingleResult()
            .get(0, UUID.class);
    return new Kept(id, note);
  }

  /** Returns the comments on a review in order; index (review, id). */
  List<CommentView> list(UUID reviewId, Optional<UUID> after, int limit) {
    return views(
        entities
            .createNativeQuery(
                """
                select c.id, c.review_id, n.author, n.text, n.at
                  from review_comment c join note n on n.id = c.note_id
                 where c.review_id = :review and c.id > :after
                 order by c.id limit :limit
                """,
                Tuple.class)
            .setParameter("review", reviewId)
            .setParameter("after", after.orElse(new UUID(0, 0)))
            .setParameter("limit", limit)
            .getResultList());
  }

  private CommentView of(UUID reviewId, UUID id) {
    return views(
            entities
                .createNativeQuery(
                    """
                    select c.id, c.review_id, n.author, n.text, n.at
                      from review_comment c join note n on n.id = c.note_id
                     where c.review_id = :review and c.id = :id
                    """,
                    Tuple.class)
                .setParameter("review", reviewId)
                .setParameter("id", id)
                .getResultList())
        .getFirst();
  }

  private List<CommentView> views(List<Tuple> rows) {
    List<Actor> authors =
        accounts.actors(rows.stream().map(row -> row.get(2, String.class)).toList());
    List<CommentView> views = new ArrayList<>();
    for (int index = 0; index < rows.size(); index++) {
      Tuple row = rows.get(index);
      views.add(
          new CommentView(
              row.get(0, UUID.class),
              row.get(1, UUID.class),
              authors.get(index),
              row.get(3, String.class),
              row.get(4, Instant.class)));
    }
    return views;
  }
}
