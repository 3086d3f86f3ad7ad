package org.assay.registry.mlflow;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** The answer to what has nothing to say; the annotation lets Jackson write an empty object. */
@JsonPropertyOrder
public record Done() {}
