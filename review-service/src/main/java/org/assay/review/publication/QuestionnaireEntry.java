package org.assay.review.publication;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import java.time.Instant;
import org.assay.review.classification.Questionnaire;
import org.assay.review.policy.PolicyScope;

/** An organisation's own questionnaire from its draft on. */
@Entity
@DiscriminatorValue("QUESTIONNAIRE")
public class QuestionnaireEntry extends Document {

  /** For Hibernate. */
  protected QuestionnaireEntry() {}

  /**
   * Drafts one.
   *
   * @param createdBy the {@code sub} of who drafts it
   */
  static QuestionnaireEntry drafted(Questionnaire said, String createdBy, Instant at) {
    QuestionnaireEntry entry = new QuestionnaireEntry();
    entry.begin(
        said.name(),
        said.number(),
        new ScopeView(PolicyScope.ORGANISATION, null),
        said.written(),
        createdBy,
        at);
    return entry;
  }

  @Override
  DocumentKind kind() {
    return DocumentKind.QUESTIONNAIRE;
  }

  /** Returns what it says. */
  public Questionnaire questionnaire() {
    return Questionnaire.read(document());
  }
}
