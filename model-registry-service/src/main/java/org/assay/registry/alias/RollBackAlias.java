package org.assay.registry.alias;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is asked for to roll an alias back: nothing beside the alias. */
@Schema(name = "RollBackAlias")
record RollBackAlias() {}
