/**
 * The load: clients that do what people and machines do, at times that do not depend on the
 * answers; open {@code Load} first.
 */
@NullMarked
package org.assay.verification.fault.load;

import org.jspecify.annotations.NullMarked;
