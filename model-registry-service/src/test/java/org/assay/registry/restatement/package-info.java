/** Tests of telling again after an upgrade. */
@NullMarked
package org.assay.registry.restatement;

import org.jspecify.annotations.NullMarked;
