/**
 * Monitoring windows: what was seen of a version where it runs, counted for a time, with what is
 * computed of it. Open {@link org.assay.review.evidence.window.MonitoringWindow} first.
 */
@NullMarked
package org.assay.review.evidence.window;

import org.jspecify.annotations.NullMarked;
