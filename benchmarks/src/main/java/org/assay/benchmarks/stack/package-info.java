/**
 * The installation that is measured: started for it alone, with more data, room and rights to send.
 */
@NullMarked
package org.assay.benchmarks.stack;

import org.jspecify.annotations.NullMarked;
