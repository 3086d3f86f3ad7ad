/**
 * What this service keeps of review-service's events: the last assessment of a version, and every
 * event about it.
 *
 * <p>Open {@link org.assay.registry.assessment.Assessment} first. The consumer that reads the topic
 * stands in {@code version}, whose state it changes.
 */
@NullMarked
package org.assay.registry.assessment;

import org.jspecify.annotations.NullMarked;
