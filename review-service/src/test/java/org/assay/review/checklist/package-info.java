/** Tests of checklists without a database. */
@NullMarked
package org.assay.review.checklist;

import org.jspecify.annotations.NullMarked;
