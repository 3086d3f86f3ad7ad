package org.assay.gateway.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** How identities are remembered and exchanged. */
@ConfigMapping(prefix = "assay.token")
public interface TokenConfig {

  /** How long a verified token is trusted without verifying it again; never past its expiry. */
  @WithDefault("30S")
  Duration remembered();

  /** Identities remembered at once. */
  @WithDefault("10000")
  long identities();

  /** How long before its expiry an exchanged token is replaced. */
  @WithDefault("15S")
  Duration renewBefore();

  /** How long a refused secret is refused again without asking the provider. */
  @WithDefault("10S")
  Duration refusalRemembered();

  /** How long the provider may take to answer. */
  @WithDefault("5S")
  Duration providerTimeout();

  /** Public clients whose offline tokens people may present, beside the gateway's own. */
  @WithDefault("assay-cli")
  Set<String> offlineClients();
}
