/**
 * One OpenAPI document for all services: merged by the build, served from memory.
 *
 * <p>Open {@link org.assay.gateway.openapi.MergedOpenApi} first.
 */
@NullMarked
package org.assay.gateway.openapi;

import org.jspecify.annotations.NullMarked;
