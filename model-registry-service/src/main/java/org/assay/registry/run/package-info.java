/**
 * Runs: what was tried, with which parameters, data and results.
 *
 * <p>Open {@link org.assay.registry.run.Run} first: one of an experiment, or an implicit one that
 * came with a version. {@link org.assay.registry.run.RunStart} begins a run, {@link
 * org.assay.registry.run.RunLog} writes what it logs, {@link org.assay.registry.run.RunRecords}
 * reads it. A metric keeps its latest value apart from its points, so that neither a read of the
 * run nor a search grows with their number.
 */
@NullMarked
package org.assay.registry.run;

import org.jspecify.annotations.NullMarked;
