/**
 * Where versions run, as those who deploy them report: which bytes, in which environment, from when
 * until when. What runs is a fact, so every report is taken; whether these are the bytes that may
 * run there is shown beside it.
 *
 * <p>Open {@link org.assay.registry.deployment.Deployment} and {@link
 * org.assay.registry.deployment.Mismatch} first.
 */
@NullMarked
package org.assay.registry.deployment;

import org.jspecify.annotations.NullMarked;
