/**
 * Model cards: what a version is for, made with and good for, in Markdown and in parts, with its
 * numbers held against the version's record.
 *
 * <p>Open {@link org.assay.registry.card.CardKeeping} first, then {@link
 * org.assay.registry.card.CardNumbers} for what is checked.
 */
@NullMarked
package org.assay.registry.card;

import org.jspecify.annotations.NullMarked;
