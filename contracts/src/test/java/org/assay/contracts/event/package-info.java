/** Holds the events to the documents that are published about them. */
@NullMarked
package org.assay.contracts.event;

import org.jspecify.annotations.NullMarked;
