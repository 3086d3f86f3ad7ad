/** What the parts of Assay agree on: names, problems and events. It depends on none of them. */
@NullMarked
package org.assay.contracts;

import org.jspecify.annotations.NullMarked;
