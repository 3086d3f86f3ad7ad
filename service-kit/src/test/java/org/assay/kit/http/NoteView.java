package org.assay.kit.http;

import java.util.UUID;

/** A note as HTTP shows it. */
record NoteView(UUID id, String title, long revision, String seenBy) implements Revisioned {}
