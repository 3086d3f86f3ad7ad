package org.assay.registry.alias;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Which aliases say what may be used. */
@ConfigMapping(prefix = "assay.alias")
public interface AliasConfig {

  /**
   * Aliases that move only with a decision that releases the version, in every project; policies
   * name further ones. Each stands for all names that read alike, whatever their case.
   */
  @WithDefault("champion")
  Set<String> governed();
}
