package org.assay.review.classification;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.name.Digest;

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
    try (InputStream in = Questionnaires.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The questionnaire %s is missing".formatted(resource));
      }
      byte[] document = in.readAllBytes();
      return new QuestionnaireVersion(
          Digest.ofContent(document).value(),
          EventJson.mapper().readValue(document, Questionnaire.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
