/**
 * The benchmarks, a class each. They share one installation, which {@link
 * org.assay.benchmarks.suite.Bench} starts when the first of them needs it.
 */
@NullMarked
package org.assay.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
