@NullMarked
package org.assay.benchmarks;

import org.jspecify.annotations.NullMarked;
