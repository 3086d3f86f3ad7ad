package org.assay.gateway.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often one caller may ask. */
@ConfigMapping(prefix = "assay.limit")
public interface LimitConfig {

  /** Requests a second that one caller, or one address without an identity, may keep up. */
  @WithDefault("500")
  long requestsPerSecond();

  /** Requests that may come at once after a pause. */
  @WithDefault("1000")
  long burst();

  /** Sign-ins by HTTP Basic that may fail from one address under one name in a minute. */
  @WithDefault("30")
  long failedSignInsPerMinute();

  /** Those under all names together; many people may share one address. */
  @WithDefault("300")
  long failedSignInsPerMinuteOfAddress();

  /** Callers remembered at once; the one longest silent is forgotten first. */
  @WithDefault("100000")
  long callers();
}
