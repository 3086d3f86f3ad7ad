@NullMarked
package org.assay.benchmarks.stack;

import org.jspecify.annotations.NullMarked;
