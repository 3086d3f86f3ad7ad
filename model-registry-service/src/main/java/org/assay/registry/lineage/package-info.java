/**
 * Where versions come from and what came from them, through data sets, versions and runs.
 *
 * <p>Edges are written with the version that they belong to ({@code version.VersionBasis}), so
 * there is no circle. Open {@link org.assay.registry.lineage.LineageWalk} first, which follows
 * them; {@link org.assay.registry.lineage.DataWithdrawals} tells descendants of withdrawn data.
 */
@NullMarked
package org.assay.registry.lineage;

import org.jspecify.annotations.NullMarked;
