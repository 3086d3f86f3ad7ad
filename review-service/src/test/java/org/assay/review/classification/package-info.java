@NullMarked
package org.assay.review.classification;

import org.jspecify.annotations.NullMarked;
