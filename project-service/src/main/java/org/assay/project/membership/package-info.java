/**
 * Who belongs to a project, as what, from when until when.
 *
 * <p>Open {@link org.assay.project.membership.Member} first. This package knows nothing of the
 * project itself; {@link org.assay.project.team} joins the two.
 */
@NullMarked
package org.assay.project.membership;

import org.jspecify.annotations.NullMarked;
