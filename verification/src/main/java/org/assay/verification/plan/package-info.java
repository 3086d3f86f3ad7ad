/** What tests and trials send to make the things that they need. */
@NullMarked
package org.assay.verification.plan;

import org.jspecify.annotations.NullMarked;
