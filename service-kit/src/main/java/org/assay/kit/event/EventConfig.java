package org.assay.kit.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How this service's event log is sequenced and told. */
@ConfigMapping(prefix = "assay.event")
public interface EventConfig {

  /** The topic the events go to; without one, nothing is sequenced or sent. */
  Optional<String> topic();

  /** The CloudEvents source, such as {@code /assay/model-registry-service}. */
  Optional<String> source();

  /** How many partitions the topic gets when it is created; fixed from then on. */
  @WithDefault("48")
  int partitions();

  /** How often readers are told up to when they know everything. */
  @WithDefault("5s")
  Duration watermarkInterval();

  /** At most so many events get their position, or are sent, at once. */
  @WithDefault("500")
  int batchSize();
}
