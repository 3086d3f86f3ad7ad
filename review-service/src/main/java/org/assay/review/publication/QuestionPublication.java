package org.assay.review.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.QuestionsPublished;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.review.publication.Publication.Agreed;
import org.assay.review.publication.Publication.Effect;
import org.jspecify.annotations.Nullable;

/**
 * Publishes questionnaires and checklists, as {@link Publication} says. They take effect with the
 * policies that name them, so nothing is bound anew by this.
 */
@ApplicationScoped
class QuestionPublication {

  private final Publication publication;
  private final QuestionDrafting drafting;
  private final EventLog log;

  QuestionPublication(Publication publication, QuestionDrafting drafting, EventLog log) {
    this.publication = publication;
    this.drafting = drafting;
    this.log = log;
  }

  /** Says yes to publishing a draft; with the second of the two it is published. */
  <E extends Document> E publish(
      Documents<E> documents,
      UUID id,
      ConsentToPolicy word,
      @Nullable String ifMatch,
      Caller caller) {
    return publication.agree(
        documents,
        PolicyActKind.PUBLISH,
        id,
        word,
        ifMatch,
        caller,
        new Effect<E>() {
          @Override
          public void check(E document) {
            // It holds nowhere until a policy names it; but another of its name may have been
            // published since it was drafted.
            if (document instanceof ChecklistsEntry set) {
              drafting.check(set.checklists());
            }
          }

          @Override
          public void take(E document, Agreed agreed) {
            documents.flush();
            tell(document, agreed);
          }
        });
  }

  private void tell(Document document, Agreed agreed) {
    String type = type(document.kind());
    log.append(
        new NewEvent(
            type,
            "%s/%s/version/%d"
                .formatted(subject(document.kind()), document.name(), document.number()),
            document.id(),
            1,
            document.id(),
            agreed.cause(),
            new QuestionsPublished(
                document.id(),
                document.name(),
                document.number(),
                document.digest(),
                agreed.at(),
                agreed.by(),
                agreed.reason().digest())));
  }

  private static String type(DocumentKind kind) {
    return switch (kind) {
      case QUESTIONNAIRE -> EventTypes.QUESTIONNAIRE_PUBLISHED;
      case CHECKLISTS -> EventTypes.CHECKLIST_PUBLISHED;
      case POLICY -> throw new IllegalArgumentException("A policy is published as such");
    };
  }

  private static String subject(DocumentKind kind) {
    return kind == DocumentKind.QUESTIONNAIRE ? "questionnaire" : "checklist";
  }
}
