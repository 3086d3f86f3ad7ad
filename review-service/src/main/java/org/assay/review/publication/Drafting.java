package org.assay.review.publication;

import java.util.UUID;
import java.util.function.Function;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.review.Refusal;
import org.jspecify.annotations.Nullable;

/** Changes and removes drafts, of whatever kind. */
final class Drafting {

  private Drafting() {}

  /**
   * Changes what a draft says.
   *
   * @param text checks what is asked for and returns the text that the draft has then
   * @param ifMatch the draft's revision that the caller saw
   */
  static <E extends Document> E revise(
      Documents<E> documents,
      UUID id,
      Function<E, String> text,
      @Nullable String ifMatch,
      Caller caller) {
    E draft = documents.locked(id, caller);
    PolicyGuard guard = new PolicyGuard(caller);
    Refusal.refuse(guard.draft());
    String said = text.apply(draft);
    Refusal.refuse(guard.change(draft));
    IfMatch.require(ifMatch, draft.revision());
    draft.revise(said);
    return draft;
  }

  /** Removes a draft with its dry runs. */
  static <E extends Document> void remove(
      Documents<E> documents, UUID id, @Nullable String ifMatch, Caller caller) {
    E draft = documents.locked(id, caller);
    Refusal.refuse(new PolicyGuard(caller).change(draft));
    IfMatch.require(ifMatch, draft.revision());
    documents.delete(draft);
  }
}
