package org.assay.review.round;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one answer, looked up together.
 *
 * @param byNote each by the note it stands in; an erased one is missing
 */
record Texts(Map<UUID, String> byNote) {

  Texts {
    byNote = Map.copyOf(byNote);
  }

  @Nullable String of(@Nullable UUID note) {
    return note == null ? null : byNote.get(note);
  }
}
