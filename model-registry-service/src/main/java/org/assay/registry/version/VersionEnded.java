package org.assay.registry.version;

import org.assay.kit.identity.Caller;
import org.assay.registry.model.Model;

/**
 * A version came to its end in the running transaction, which holds the locks of its row and of its
 * model's: whoever points at it lets go.
 *
 * @param version the version, RETIRED or DISCARDED
 * @param model its model
 * @param by who ended it
 */
public record VersionEnded(ModelVersion version, Model model, Caller by) {}
