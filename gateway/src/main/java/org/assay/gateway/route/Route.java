package org.assay.gateway.route;

import java.time.Duration;

/**
 * Where a request goes and what it may cost.
 *
 * @param service who answers
 * @param bodyLimit the largest body, in bytes
 * @param answerTimeout how long the service may be silent before its answer begins
 */
record Route(ServiceName service, long bodyLimit, Duration answerTimeout) {}
