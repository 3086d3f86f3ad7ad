@NullMarked
package org.assay.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
