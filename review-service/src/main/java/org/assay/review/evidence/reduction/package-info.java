/**
 * Reduces a table of predictions to counts that suffice for the statistics, in SQL. The SQL of
 * {@link org.assay.review.evidence.reduction.SqlReduction} is what DuckDB, Trino and Spark have in
 * common; only {@link org.assay.review.evidence.reduction.DuckDbTable}, which reads files, is
 * DuckDB's. Open {@link org.assay.review.evidence.reduction.Reduction} first.
 */
@NullMarked
package org.assay.review.evidence.reduction;

import org.jspecify.annotations.NullMarked;
