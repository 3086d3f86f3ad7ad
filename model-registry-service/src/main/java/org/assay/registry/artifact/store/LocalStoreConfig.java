package org.assay.registry.artifact.store;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where on this machine's disks artifacts lie. */
@ConfigMapping(prefix = "assay.artifact-store")
public interface LocalStoreConfig {

  /** The folder; all copies of the service must see the same one. */
  @WithDefault("artifacts")
  Path folder();

  /** What uploads leave free on the disk, for what else is on it. */
  @WithDefault("1G")
  MemorySize reserve();
}
