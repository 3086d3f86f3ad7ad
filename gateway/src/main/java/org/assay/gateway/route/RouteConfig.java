package org.assay.gateway.route;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Where the services are, and what a request may cost them. */
@ConfigMapping(prefix = "assay.route")
public interface RouteConfig {

  /** Projects and people. */
  Service projectService();

  /** Models, versions and all that the registry keeps. */
  Service registryService();

  /** Reviews, policies, releases and the gate. */
  Service reviewService();

  /** How long a connection to a service may take to open. */
  @WithDefault("1S")
  Duration connectTimeout();

  /** How long a service may be silent before its answer begins. */
  @WithDefault("30S")
  Duration answerTimeout();

  /** The same for single paths, by the first segment below {@code /api/v1}. */
  Map<String, Duration> answerTimeouts();

  /** The largest body that is passed on. */
  @WithDefault("1M")
  MemorySize bodyLimit();

  /** The same for single paths, by the first segment below {@code /api/v1}. */
  Map<String, MemorySize> bodyLimits();

  /** How long a connection may be silent within an answer; longer than an event stream's pulse. */
  @WithDefault("2M")
  Duration silence();

  /**
   * How long an unused connection is kept. Shorter than the services keep theirs (60 s): whoever
   * closes first never finds a request on its way.
   */
  @WithDefault("30S")
  Duration keepAlive();

  /** Connections to one service at once. */
  @WithDefault("512")
  int connections();

  /** When a service counts as away. */
  Breaker breaker();

  /** One service. */
  interface Service {

    /** Scheme, host and port. */
    URI url();
  }

  /** The circuit breaker, one for each service. */
  interface Breaker {

    /** Calls that are looked at together. */
    @WithDefault("10")
    int window();

    /** The share of them that must fail to open it. */
    @WithDefault("0.5")
    double failureRatio();

    /** How long it stays open before one call may try. */
    @WithDefault("2S")
    Duration openFor();
  }
}
