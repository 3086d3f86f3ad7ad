package org.assay.review.note;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.name.SaltedText;
import org.hibernate.Session;

/** Where free text is kept and read. */
@ApplicationScoped
public class Notes {

  private final Session entities;

  Notes(Session entities) {
    this.entities = entities;
  }

  /**
   * Stores a text in the running transaction.
   *
   * @param author the {@code sub} of who wrote it
   */
  public Note store(String text, String author) {
    SaltedText said = SaltedText.of(text);
    UUID id =
        entities
            .createNativeQuery(
                """
                    insert into note (id, salt, text, author)
                    values (uuidv7(), :salt, :text, :author) returning id
                    """,
                Tuple.class)
            .setParameter("salt", said.salt())
            .setParameter("text", said.text())
            .setParameter("author", author)
            .getSingleResult()
            .get(0, UUID.class);
    return new Note(id, said.digest().hex());
  }

  /** Returns the texts of the given notes; an erased one is missing. Bounded by what is asked. */
  public Map<UUID, String> texts(Collection<UUID> ids) {
    Map<UUID, String> texts = new HashMap<>();
    if (ids.isEmpty()) {
      return texts;
    }
    entities
        .createNativeQuery(
            "select id, text from note where id in (:ids) and text is not null", Tuple.class)
        .setParameter("ids", ids)
        .getResultList()
        .forEach(row -> texts.put(row.get(0, UUID.class), row.get(1, String.class)));
    return texts;
  }
}
