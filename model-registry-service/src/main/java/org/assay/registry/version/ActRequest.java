package org.assay.registry.version;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of an act that needs no words: an empty object. */
@Schema(name = "EmptyAct", examples = "{}")
record ActRequest() {}
