/**
 * Logged models: what a run has written as a model, before anybody registers it.
 *
 * <p>Open {@link org.assay.registry.loggedmodel.LoggedModel} first. A run names those it read and
 * wrote ({@link org.assay.registry.loggedmodel.RunModels}), and measures them ({@link
 * org.assay.registry.loggedmodel.Measurements}).
 */
@NullMarked
package org.assay.registry.loggedmodel;

import org.jspecify.annotations.NullMarked;
