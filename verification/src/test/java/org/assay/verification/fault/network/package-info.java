@NullMarked
package org.assay.verification.fault.network;

import org.jspecify.annotations.NullMarked;
