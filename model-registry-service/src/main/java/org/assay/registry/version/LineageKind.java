package org.assay.registry.version;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a version comes from something. */
@Schema(name = "LineageKind")
public enum LineageKind {
  /** From data that it learned from. */
  TRAINED_ON(Source.DATASET),
  /** From data by which its settings were chosen. */
  TUNED_ON(Source.DATASET),
  /** From data on which it was measured. */
  EVALUATED_ON(Source.DATASET),
  /** From a model that went on learning. */
  FINE_TUNED_FROM(Source.MODEL),
  /** From a model that taught it. */
  DISTILLED_FROM(Source.MODEL),
  /** From one of the models that it joins. */
  AGGREGATED_FROM(Source.MODEL),
  /** From the run that it was registered from; follows from the registration. */
  PRODUCED_BY(Source.RUN);

  private final Source source;

  LineageKind(Source source) {
    this.source = source;
  }

  /** Returns what may stand at its other end. */
  Source source() {
    return source;
  }

  /** What a version may come from. */
  enum Source {
    /** A data set. */
    DATASET,
    /** A version, or a run whose model nobody registered. */
    MODEL,
    /** The run that made it. */
    RUN
  }
}
