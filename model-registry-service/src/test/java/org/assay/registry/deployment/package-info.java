/** Tests of the feature {@code deployment}. */
@NullMarked
package org.assay.registry.deployment;

import org.jspecify.annotations.NullMarked;
