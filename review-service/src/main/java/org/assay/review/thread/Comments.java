package org.assay.review.thread;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.CommentAdded;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.Caller;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.thread.Discussed.Thing;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What was said about things, by the index on thing and id. */
@ApplicationScoped
public class Comments {

  private static final String SELECT =
      """
      select c.id, n.author, n.text, n.at
        from thread_comment c join note n on n.id = c.note_id
       where c.item_id = :item and c.kind = :kind
         and c.question_id is not distinct from cast(:question as text)
      """;

  private final Notes notes;
  private final Accounts accounts;
  private final EventLog log;
  private final Session entities;

  Comments(Notes notes, Accounts accounts, EventLog log, Session entities) {
    this.notes = notes;
    this.accounts = accounts;
    this.log = log;
    this.entities = entities;
  }

  /** A comment that was kept, and where its text stands. */
  public record Kept(UUID id, Note note) {}

  /** Keeps what somebody says of a thing; whoever calls tells it. */
  public Kept keep(ThreadKey key, String text, Caller caller) {
    Note note = notes.store(text, caller.subject());
    UUID id =
        entities
            .createNativeQuery(
                """
                insert into thread_comment (id, kind, item_id, question_id, note_id)
                values (uuidv7(), :kind, :item, cast(:question as text), :note) returning id
                """,
                Tuple.class)
            .setParameter("kind", key.kind().name())
            .setParameter("item", key.id())
            .setParameter("question", key.question(), String.class)
            .setParameter("note", note.id())
            .getSingleResult()
            .get(0, UUID.class);
    return new Kept(id, note);
  }

  /** Tells of a comment on a thing that has no event of its own for that: {@code comment.added}. */
  public void tell(Thing thing, UUID comment, Note note, Caller caller) {
    UUID model = thing.modelId();
    log.append(
        new NewEvent(
            EventTypes.COMMENT_ADDED,
            thing.subject(),
            comment,
            1,
            model == null ? thing.key().id() : model,
            Cause.by(caller),
            new CommentAdded(
                comment,
                thing.key().kind().name(),
                thing.key().id(),
                thing.key().question(),
                thing.versionId(),
                model,
                note.digest())));
  }

  /** Returns one comment of a thread. */
  CommentView of(ThreadKey key, UUID id) {
    return list(key, " and c.id = :id", id, 1).getFirst();
  }

  /** Returns the comments of a thread in order. */
  public List<CommentView> inOrder(ThreadKey key, Optional<UUID> after, int limit) {
    return list(key, " and c.id > :id", after.orElse(new UUID(0, 0)), limit);
  }

  private List<CommentView> list(ThreadKey key, String which, UUID id, int limit) {
    List<Tuple> rows =
        entities
            .createNativeQuery(SELECT + which + " order by c.id limit :limit", Tuple.class)
            .setParameter("item", key.id())
            .setParameter("kind", key.kind().name())
            .setParameter("question", key.question(), String.class)
            .setParameter("id", id)
            .setParameter("limit", limit)
            .getResultList();
    List<Actor> authors =
        accounts.actors(rows.stream().map(row -> row.get(1, String.class)).toList());
    List<CommentView> views = new ArrayList<>();
    for (int index = 0; index < rows.size(); index++) {
      Tuple row = rows.get(index);
      views.add(view(key, row, authors.get(index)));
    }
    return views;
  }

  private static CommentView view(ThreadKey key, Tuple row, Actor author) {
    @Nullable String text = row.get(2, String.class);
    return new CommentView(
        row.get(0, UUID.class),
        key.kind(),
        key.id(),
        key.question(),
        author,
        text,
        row.get(3, Instant.class));
  }
}
