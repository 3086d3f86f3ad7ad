/** What was measured, and how it is told: as Markdown for people, as JSON for machines. */
@NullMarked
package org.assay.benchmarks.report;

import org.jspecify.annotations.NullMarked;
