package org.assay.registry.artifact.use;

import java.time.Instant;

/**
 * That a file is kept though its use may be over.
 *
 * @param reason in the words of who placed it
 * @param by the subject of that person
 * @param at when
 */
record HoldOfUse(String reason, String by, Instant at) {}
