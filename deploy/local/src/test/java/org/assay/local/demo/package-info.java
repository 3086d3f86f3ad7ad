/** Tests of what the demo prints and of the example that it registers. */
@NullMarked
package org.assay.local.demo;

import org.jspecify.annotations.NullMarked;
