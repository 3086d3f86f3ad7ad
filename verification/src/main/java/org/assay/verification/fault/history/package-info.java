/** What clients asked for and what came of it; open {@code Operation} first. */
@NullMarked
package org.assay.verification.fault.history;

import org.jspecify.annotations.NullMarked;
