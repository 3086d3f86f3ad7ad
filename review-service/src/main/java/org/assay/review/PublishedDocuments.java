package org.assay.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.assay.contracts.name.Digest;
import org.hibernate.Session;

/**
 * The questionnaires and checklists that the organisation published, as those read them who apply
 * them. What is published never changes.
 */
@ApplicationScoped
public class PublishedDocuments {

  private final Session entities;

  PublishedDocuments(Session entities) {
    this.entities = entities;
  }

  /**
   * Returns the exact text of a published document, by its unique key.
   *
   * @throws IllegalStateException if it is not what two people published
   * @param kind QUESTIONNAIRE or CHECKLISTS
   * @param reference how people cite it, such as {@code house/2}
   */
  public Optional<String> text(String kind, String reference) {
    return entities
        .createNativeQuery(
            """
            select document, digest from policy
             where kind = :kind and state = 'PUBLISHED' and name = split_part(:reference, '/', 1)
               and cast(number as text) = split_part(:reference, '/', 2)
            """,
            Tuple.class)
        .setParameter("kind", kind)
        .setParameter("reference", reference)
        .getResultList()
        .stream()
        .findFirst()
        .map(row -> whole(reference, row.get(0, String.class), row.get(1, String.class)));
  }

  private static String whole(String reference, String document, String digest) {
    if (!Digest.ofContent(document.getBytes(StandardCharsets.UTF_8)).value().equals(digest)) {
      throw new IllegalStateException("%s is not what was published".formatted(reference));
    }
    return document;
  }
}
