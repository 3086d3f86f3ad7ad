/** What Assay is measured beside: pgbench with the statements of a registration, and nginx. */
@NullMarked
package org.assay.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
