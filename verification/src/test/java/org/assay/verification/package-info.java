/**
 * Tests against the running whole: PostgreSQL, Kafka, Keycloak, the services and the gateway, each
 * a process of its own on free ports. They see the product by HTTP only; two tests look into the
 * databases, to check and never to change.
 *
 * <p>Open {@link org.assay.verification.StoryE2E} first. {@link org.assay.verification.Whole}
 * starts and breaks the parts, {@link org.assay.verification.Setting} makes what a test needs,
 * {@link org.assay.verification.Refusal} says what a good refusal is.
 */
@NullMarked
package org.assay.verification;

import org.jspecify.annotations.NullMarked;
