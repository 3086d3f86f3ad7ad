/**
 * The story of a project as its events tell it, with the reasons that people gave.
 *
 * <p>Open {@link org.assay.project.history.HistoryResource} first.
 */
@NullMarked
package org.assay.project.history;

import org.jspecify.annotations.NullMarked;
