package org.assay.review.classification;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.assay.contracts.name.Digest;
import org.assay.review.Shipped;

/** The questionnaires that this release ships; the last one is in force. */
@ApplicationScoped
class Questionnaires {

  private static final List<String> SHIPPED = List.of("/questionnaires/default-1.json");

  private final List<QuestionnaireVersion> all;

  Questionnaires() {
    all = SHIPPED.stream().map(Questionnaires::read).toList();
  }

  /** Returns all of them, the oldest first. */
  List<QuestionnaireVersion> all() {
    return all;
  }

  /** Returns the one that is answered now. */
  QuestionnaireVersion inForce() {
    return all.getLast();
  }

  /** Returns one by how people cite it, such as {@code default/1}. */
  Optional<QuestionnaireVersion> cited(String reference) {
    return all.stream()
        .filter(version -> version.questionnaire().reference().equals(reference))
        .findFirst();
  }

  static QuestionnaireVersion read(String resource) {
    byte[] document = Shipped.document(resource);
    return new QuestionnaireVersion(
        Digest.ofContent(document).value(), Shipped.parsed(document, Questionnaire.class));
  }
}
