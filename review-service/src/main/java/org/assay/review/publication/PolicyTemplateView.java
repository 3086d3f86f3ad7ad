package org.assay.review.publication;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A policy that can be drafted as it is or changed.
 *
 * @param reference how it is cited, such as {@code default/1}
 * @param content what it asks for; with a name and a scope it is a draft
 */
@Schema(name = "PolicyTemplate")
record PolicyTemplateView(String reference, DraftContent content) {}
