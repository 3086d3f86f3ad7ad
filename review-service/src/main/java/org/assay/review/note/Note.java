package org.assay.review.note;

import java.util.UUID;

/**
 * A stored text, as events may name it.
 *
 * @param id where the text stands
 * @param digest the salted SHA-256 of it: 64 lower-case hexadecimal digits
 */
public record Note(UUID id, String digest) {}
