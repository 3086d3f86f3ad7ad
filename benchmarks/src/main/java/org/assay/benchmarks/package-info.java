/**
 * {@code ./assay bench}: measures the running whole and the peers it is compared with. It sees the
 * product by HTTP, and its database only to prepare data and to read times that HTTP does not show.
 *
 * <p>Open {@link org.assay.benchmarks.suite.Registration} first: it reads as the method does.
 * {@code load} sends, {@code stack} is what is measured, {@code peer} what it is measured beside,
 * {@code report} what is told.
 */
@NullMarked
package org.assay.benchmarks;

import org.jspecify.annotations.NullMarked;
