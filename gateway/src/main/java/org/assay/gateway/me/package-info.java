/** The one resource of the gateway itself: who the caller is. */
@NullMarked
package org.assay.gateway.me;

import org.jspecify.annotations.NullMarked;
