package org.assay.review.publication;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.assay.kit.http.PlainText;
import org.assay.review.publication.ChecklistsContent.DraftChecklist;

/**
 * A set of checklists to be drafted: its name and {@link ChecklistsContent}.
 *
 * @param name kebab-case; the number is the next of the name
 * @param text what it is for
 * @param lists one for each kind of review that is asked something
 */
public record DraftChecklists(
    @NotNull @Size(max = 40) @Pattern(regexp = "[a-z][a-z0-9]*(-[a-z0-9]+)*") String name,
    @NotNull @PlainText(max = 4000, lines = true) String text,
    @NotNull @Size(min = 1, max = 12) List<@NotNull @Valid DraftChecklist> lists) {

  /** Returns what it asks. */
  ChecklistsContent content() {
    return new ChecklistsContent(text, lists);
  }
}
