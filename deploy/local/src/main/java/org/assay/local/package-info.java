/**
 * Runs the real PostgreSQL, Kafka and Keycloak, and the services, as processes of one machine: for
 * people by {@code ./assay}, for tests directly.
 *
 * <p>Every part has a folder with {@code server.log} and {@code server.pid}; a part is found again,
 * stopped or restarted by that folder alone. Open {@link org.assay.local.PostgresServer} first.
 */
@NullMarked
package org.assay.local;

import org.jspecify.annotations.NullMarked;
