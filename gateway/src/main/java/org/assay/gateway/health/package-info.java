/** Whether the whole is ready: the provider and each service, seen from here. */
@NullMarked
package org.assay.gateway.health;

import org.jspecify.annotations.NullMarked;
