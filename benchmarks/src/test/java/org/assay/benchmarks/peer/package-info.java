@NullMarked
package org.assay.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
