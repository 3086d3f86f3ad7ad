package org.assay.gateway.route;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long the services take and how they answer, as seen by a caller's request. */
@ApplicationScoped
public class RouteMetrics {

  /** Time until a service's answer began, in seconds; labels: service, outcome (2xx to 5xx). */
  public static final String ANSWERED = "assay.route.answered";

  private static final int CLASSES = 6;

  private final Map<ServiceName, Timer[]> timers = new EnumMap<>(ServiceName.class);

  RouteMetrics(MeterRegistry registry) {
    for (ServiceName service : ServiceName.values()) {
      Timer[] byClass = new Timer[CLASSES];
      for (int statusClass = 1; statusClass < CLASSES; statusClass++) {
        byClass[statusClass] =
            Timer.builder(ANSWERED)
                .description("Time until a service's answer began")
                .tag("service", service.text())
                .tag("outcome", statusClass + "xx")
                .register(registry);
      }
      timers.put(service, byClass);
    }
  }

  Running start(ServiceName service) {
    return new Running(service, System.nanoTime());
  }

  /** One request under way. */
  final class Running {

    private final ServiceName service;
    private final long since;

    private Running(ServiceName service, long since) {
      this.service = service;
      this.since = since;
    }

    void answered(int status) {
      Timer[] byClass = timers.get(service);
      if (byClass != null) {
        byClass[Math.clamp(status / 100, 1, CLASSES - 1)].record(
            System.nanoTime() - since, TimeUnit.NANOSECONDS);
      }
    }
  }
}
