/** Tests of the fault harness, and its short form as a test. */
@NullMarked
package org.assay.verification.fault;

import org.jspecify.annotations.NullMarked;
