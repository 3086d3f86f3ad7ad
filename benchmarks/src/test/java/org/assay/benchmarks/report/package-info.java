@NullMarked
package org.assay.benchmarks.report;

import org.jspecify.annotations.NullMarked;
