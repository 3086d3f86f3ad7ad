/**
 * Sends load and times the answers.
 *
 * <p>{@link org.assay.benchmarks.load.Generator} is the one sender: one event loop, a bounded
 * number of connections, and in open loop a clock of its own that the system cannot slow down, so
 * that a stall is seen in every request that was due in it. {@link
 * org.assay.benchmarks.load.PauseControl} rejects a generator that would hide a stall. {@link
 * org.assay.benchmarks.load.Knee} finds the highest rate that is sustained.
 */
@NullMarked
package org.assay.benchmarks.load;

import org.jspecify.annotations.NullMarked;
