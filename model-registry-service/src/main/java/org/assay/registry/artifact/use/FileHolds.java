package org.assay.registry.artifact.use;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.name.SaltedText;
import org.assay.kit.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The legal holds on files in use, past ones too. */
@ApplicationScoped
class FileHolds {

  /** The columns of a hold {@code h}, which {@link #of} reads. */
  static final String COLUMNS =
      """
      h.id, h.placed_as, h.reason, h.placed_by, h.placed_at, h.lift_reason, h.lifted_by, h.lifted_at
      """;

  /** The greatest UUID: before it lie all. */
  private static final String LAST = "ffffffff-ffff-ffff-ffff-ffffffffffff";

  private final EntityManager entities;

  FileHolds(EntityManager entities) {
    this.entities = entities;
  }

  /** Places a hold on the file of a use on which none stands; returns its id. */
  UUID place(UUID useId, PlacedAs as, SaltedText why, String by) {
    return ((Tuple)
            entities
                .createNativeQuery(
                    """
                    insert into artifact_use_hold (id, use_id, placed_as, reason, salt, placed_by,
                           placed_at)
                    values (uuidv7(), :use, :as, :reason, :salt, :by, now())
                    returning id
                    """,
                    Tuple.class)
                .setParameter("use", useId)
                .setParameter("as", as.name())
                .setParameter("reason", why.text())
                .setParameter("salt", why.salt())
                .setParameter("by", by)
                .getSingleResult())
        .get(0, UUID.class);
  }

  /** Lifts a hold that stands. */
  void lift(UUID id, SaltedText why, String by) {
    entities
        .createNativeQuery(
            """
            update artifact_use_hold
               set lift_reason = :reason, lift_salt = :salt, lifted_by = :by, lifted_at = now()
             where id = :id
            """)
        .setParameter("reason", why.text())
        .setParameter("salt", why.salt())
        .setParameter("by", by)
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Returns the holds of a use, the newest first ({@code artifact_use_hold_of_use}). */
  List<FileHold> page(UUID useId, PageRequest request) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select "
                    + COLUMNS
                    + """
                       from artifact_use_hold h
                      where h.use_id = :use and h.id < cast(:before as uuid)
                      order by h.id desc limit :most
                    """,
                Tuple.class)
            .setParameter("use", useId)
            .setParameter("before", request.after().map(List::getFirst).orElse(LAST))
            .setParameter("most", request.fetchSize())
            .getResultList();
    return rows.stream().map(row -> of((Tuple) row, 0)).toList();
  }

  /** Reads the columns of a hold from a place in a row on. */
  static FileHold of(Tuple row, int from) {
    return new FileHold(
        row.get(from, UUID.class),
        PlacedAs.valueOf(row.get(from + 1, String.class)),
        new FileHold.Act(
            row.get(from + 2, String.class),
            row.get(from + 3, String.class),
            row.get(from + 4, Instant.class)),
        lifted(row, from + 5));
  }

  private static FileHold.@Nullable Act lifted(Tuple row, int from) {
    String reason = row.get(from, String.class);
    return reason == null
        ? null
        : new FileHold.Act(
            reason, row.get(from + 1, String.class), row.get(from + 2, Instant.class));
  }
}
