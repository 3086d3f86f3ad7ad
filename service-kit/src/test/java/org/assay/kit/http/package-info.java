/** Tests of what HTTP asks of every resource, on a resource made for them. */
@NullMarked
package org.assay.kit.http;

import org.jspecify.annotations.NullMarked;
