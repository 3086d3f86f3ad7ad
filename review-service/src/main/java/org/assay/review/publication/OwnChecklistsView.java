package org.assay.review.publication;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.assay.review.checklist.ChecklistDocument;
import org.assay.review.publication.ChecklistsContent.DraftChecklist;
import org.assay.review.publication.ChecklistsContent.DraftChecklistQuestion;
import org.assay.review.publication.DocumentViews.Shown;
import org.assay.review.publication.PolicyView.PolicyConsentView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An organisation's own set of checklists as HTTP shows it.
 *
 * @param id its id
 * @param name its name
 * @param number its number; policies cite it by both
 * @param state where it stands
 * @param text what it is for
 * @param lists one for each kind of review that is asked something
 * @param digest the digest of the document's exact bytes
 * @param tried whether a dry run of these bytes came to its end within the last 24 hours
 * @param createdBy who drafted it
 * @param createdAt when
 * @param publishedAt when it was published; policies name it from then on
 * @param publishing who is for publishing it, or was
 * @param revision how often it changed
 * @param actions what the caller may do with it now
 */
@Schema(name = "OwnChecklists")
record OwnChecklistsView(
    UUID id,
    String name,
    int number,
    PolicyState state,
    String text,
    List<DraftChecklist> lists,
    String digest,
    boolean tried,
    Actor createdBy,
    Instant createdAt,
    @Nullable Instant publishedAt,
    List<PolicyConsentView> publishing,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  OwnChecklistsView {
    lists = List.copyOf(lists);
    publishing = List.copyOf(publishing);
    actions = List.copyOf(actions);
  }

  static OwnChecklistsView from(ChecklistsEntry entry, Shown shown) {
    ChecklistDocument said = entry.checklists();
    return new OwnChecklistsView(
        entry.id(),
        entry.name(),
        entry.number(),
        entry.state(),
        said.text(),
        said.lists().stream().map(OwnChecklistsView::list).toList(),
        entry.digest(),
        shown.tried(),
        shown.createdBy(),
        entry.createdAt(),
        entry.publishedAt(),
        shown.publishing(),
        entry.revision(),
        shown.actions());
  }

  private static DraftChecklist list(ChecklistDocument.ListOfType list) {
    return new DraftChecklist(
        list.type(),
        list.questions().stream()
            .map(
                asked ->
                    new DraftChecklistQuestion(
                        asked.id(),
                        asked.text(),
                        asked.evidence(),
                        asked.mark(),
                        asked.marks(),
                        asked.appliesIf(),
                        List.copyOf(asked.requires())))
            .toList());
  }
}
