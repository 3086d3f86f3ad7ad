package org.assay.registry.artifact;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much a project may keep, and for how long what nobody needs stays. */
@ConfigMapping(prefix = "assay.artifact")
public interface ArtifactConfig {

  /** The largest file. */
  @WithDefault("20G")
  MemorySize maxFileSize();

  /** What the files of one project come to at most, each counted wherever it lies. */
  @WithDefault("200G")
  MemorySize projectQuota();

  /** Uploads in parts that one project has under way at most. */
  @WithDefault("100")
  int uploadsPerProject();

  /** How long an upload in parts may take from its beginning. */
  @WithDefault("P7D")
  Duration uploadLifetime();

  /** How long bytes stay after the last thing that referred to them went. */
  @WithDefault("PT24H")
  Duration collectionGrace();
}
