@NullMarked
package org.assay.benchmarks.load;

import org.jspecify.annotations.NullMarked;
