@NullMarked
package org.assay.verification.fault.topic;

import org.jspecify.annotations.NullMarked;
