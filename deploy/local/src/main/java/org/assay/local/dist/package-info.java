/**
 * Lays PostgreSQL, Kafka and Keycloak out of their Maven artifacts into one folder; the build runs
 * it.
 */
@NullMarked
package org.assay.local.dist;

import org.jspecify.annotations.NullMarked;
