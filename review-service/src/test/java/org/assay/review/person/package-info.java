/** Tests of the accounts of one person. */
@NullMarked
package org.assay.review.person;

import org.jspecify.annotations.NullMarked;
