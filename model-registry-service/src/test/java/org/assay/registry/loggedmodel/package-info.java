/** Tests of {@code org.assay.registry.loggedmodel}. */
@NullMarked
package org.assay.registry.loggedmodel;

import org.jspecify.annotations.NullMarked;
