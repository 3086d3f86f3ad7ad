@NullMarked
package org.assay.registry.artifact.use;

import org.jspecify.annotations.NullMarked;
