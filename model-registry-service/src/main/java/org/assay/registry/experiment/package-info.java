/**
 * Experiments: what runs are grouped by, in a project.
 *
 * <p>Open {@link org.assay.registry.experiment.Experiment} first. The package also holds what runs
 * and logged models say in the same words: {@link org.assay.registry.experiment.Entry}, the rules
 * of keys and values ({@link org.assay.registry.experiment.Keys}) and the {@link
 * org.assay.registry.experiment.Stage} of what was deleted and may come back.
 */
@NullMarked
package org.assay.registry.experiment;

import org.jspecify.annotations.NullMarked;
