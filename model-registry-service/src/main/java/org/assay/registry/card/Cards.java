package org.assay.registry.card;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.hibernate.Session;

/** The cards that versions have or had ({@code version_card_pk}). */
@ApplicationScoped
public class Cards {

  /** The most cards that one version has or had. */
  static final int MOST = 200;

  private final Session entities;

  Cards(Session entities) {
    this.entities = entities;
  }

  /**
   * Keeps a card, in the running transaction, under the row lock of the version; one that is there
   * already stays.
   *
   * @throws ProblemException 422 {@code TOO_MANY_ENTRIES}
   */
  void keep(UUID versionId, String digest, byte[] content, String by) {
    entities
        .createNativeMutationQuery(
            """
            insert into version_card (version_id, digest, content, created_by)
            values (:version, :digest, :content, :by) on conflict do nothing
            """)
        .setParameter("version", versionId)
        .setParameter("digest", digest)
        .setParameter("content", content)
        .setParameter("by", by)
        .executeUpdate();
    long kept =
        entities
            .createNativeQuery(
                "select count(*) from version_card where version_id = :version", Tuple.class)
            .setParameter("version", versionId)
            .getSingleResult()
            .get(0, Long.class);
    if (kept > MOST) {
      throw ProblemException.of(
              RegistryProblem.TOO_MANY_ENTRIES,
              "The version would have had %d cards; at most %d are kept".formatted(kept, MOST))
          .help("Give it one that it had before, or register a new version.");
    }
  }

  /** Returns a card of a version by its digest. */
  public Optional<Kept> find(UUID versionId, String digest) {
    return entities
        .createNativeQuery(
            """
            select content, created_at, created_by from version_card
             where version_id = :version and digest = :digest
            """,
            Tuple.class)
        .setParameter("version", versionId)
        .setParameter("digest", digest)
        .getResultList()
        .stream()
        .findFirst()
        .map(Cards::kept);
  }

  private static Kept kept(Tuple row) {
    return new Kept(
        Card.read(row.get(0, byte[].class)), row.get(1, Instant.class), row.get(2, String.class));
  }

  /**
   * A card as it is kept.
   *
   * @param card the card
   * @param at when it was written first
   * @param by the subject who wrote it first
   */
  public record Kept(Card card, Instant at, String by) {}
}
