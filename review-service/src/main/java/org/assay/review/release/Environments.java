package org.assay.review.release;

import io.smallrye.config.ConfigMapping;
import java.util.Set;

/** Where versions may be deployed. */
@ConfigMapping(prefix = "assay.release")
public interface Environments {

  /** The environments that the installation knows; the gate denies any other. */
  Set<String> environments();
}
