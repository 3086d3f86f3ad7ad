/**
 * Models: what a project builds, under a name that is unique in the project.
 *
 * <p>Open {@link org.assay.registry.model.Model} first.
 */
@NullMarked
package org.assay.registry.model;

import org.jspecify.annotations.NullMarked;
