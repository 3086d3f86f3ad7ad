@NullMarked
package org.assay.review.evidence.statistics;

import org.jspecify.annotations.NullMarked;
