/**
 * The machine's Python and virtual environments made with it, for what runs real MLflow clients.
 * Open {@link org.assay.local.python.PythonEnvironment} first.
 */
@NullMarked
package org.assay.local.python;

import org.jspecify.annotations.NullMarked;
