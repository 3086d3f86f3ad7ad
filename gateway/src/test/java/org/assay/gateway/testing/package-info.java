/** A provider and services to test against, on free ports of the loopback address. */
@NullMarked
package org.assay.gateway.testing;

import org.jspecify.annotations.NullMarked;
