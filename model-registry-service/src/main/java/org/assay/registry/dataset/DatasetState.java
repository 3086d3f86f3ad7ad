package org.assay.registry.dataset;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether data may be used. */
@Schema(name = "DatasetState")
public enum DatasetState {
  ACTIVE,
  WITHDRAWN
}
