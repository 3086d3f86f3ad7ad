/**
 * What a project's models are used for: the decisions they support, the people affected, and where.
 *
 * <p>A use case belongs to its project's aggregate: its events carry the project's revision. Open
 * {@link org.assay.project.usecase.UseCase} first.
 */
@NullMarked
package org.assay.project.usecase;

import org.jspecify.annotations.NullMarked;
