package org.assay.review.classification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.assay.contracts.name.Digest;
import org.assay.review.CitedDocuments;
import org.assay.review.PublishedDocuments;
import org.assay.review.Shipped;

/** The questionnaires that this release ships, and those that the organisation published. */
@ApplicationScoped
public class Questionnaires {

  private static final List<String> SHIPPED = List.of("/questionnaires/default-1.json");

  private final CitedDocuments<QuestionnaireVersion> documents;

  @Inject
  Questionnaires(PublishedDocuments documents) {
    this(reference -> documents.text("QUESTIONNAIRE", reference));
  }

  /** Knows those that are published elsewhere: their text by how people cite them. */
  Questionnaires(Function<String, Optional<String>> published) {
    documents =
        new CitedDocuments<>(
            SHIPPED.stream().map(Questionnaires::read).toList(),
            version -> version.questionnaire().reference(),
            reference -> published.apply(reference).map(Questionnaires::version),
            QuestionnaireVersion::and);
  }

  /** Returns the one that is answered where no policy names another. */
  public Questionnaire usual() {
    return cited(Questionnaire.USUAL).orElseThrow().questionnaire();
  }

  /** Returns whether a name is one that Assay ships questionnaires under. */
  public boolean isShipped(String name) {
    return documents.shipped().stream().anyMatch(one -> one.questionnaire().name().equals(name));
  }

  /**
   * Returns one by how people cite it, such as {@code default/1}; or what several ask together, as
   * {@code default/1+house/2} cites them.
   */
  public Optional<QuestionnaireVersion> cited(String reference) {
    return documents.cited(reference);
  }

  /**
   * Returns the one that was answered.
   *
   * @throws IllegalStateException if none was shipped or published under that name
   */
  public Questionnaire bound(String reference) {
    return cited(reference)
        .map(QuestionnaireVersion::questionnaire)
        .orElseThrow(() -> new IllegalStateException("No questionnaire " + reference));
  }

  static QuestionnaireVersion read(String resource) {
    return version(new String(Shipped.document(resource), StandardCharsets.UTF_8));
  }

  private static QuestionnaireVersion version(String document) {
    return new QuestionnaireVersion(
        Digest.ofContent(document.getBytes(StandardCharsets.UTF_8)).value(),
        Questionnaire.read(document));
  }
}
