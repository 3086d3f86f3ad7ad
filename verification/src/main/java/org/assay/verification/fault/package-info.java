/**
 * The fault harness: an installation of its own under load, in which parts are broken and mended
 * one after the other, and after which nothing may be lost, doubled or out of order.
 *
 * <p>Open {@link org.assay.verification.fault.Trial} first. A {@link
 * org.assay.verification.fault.Fault} is what is done to an {@link
 * org.assay.verification.fault.Installation}; {@link org.assay.verification.fault.Faults} has all
 * of them. What clients did and saw is in {@code history}, what they do in {@code load}, and what
 * must hold in {@code check}.
 */
@NullMarked
package org.assay.verification.fault;

import org.jspecify.annotations.NullMarked;
