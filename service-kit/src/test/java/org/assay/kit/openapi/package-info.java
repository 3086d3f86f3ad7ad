/** Tests of the description of the API. */
@NullMarked
package org.assay.kit.openapi;

import org.jspecify.annotations.NullMarked;
