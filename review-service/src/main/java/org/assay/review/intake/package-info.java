/**
 * Takes in the events of project-service and the registry: updates the copies, then opens or ends
 * rounds, all in the inbox's one transaction.
 */
@NullMarked
package org.assay.review.intake;

import org.jspecify.annotations.NullMarked;
