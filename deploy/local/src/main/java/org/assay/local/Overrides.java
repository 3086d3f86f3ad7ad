package org.assay.local;

import java.util.List;
import java.util.Map;

/**
 * What one service or the gateway is started with beside what the stack gives it, for tests and
 * benchmarks of a stack of their own.
 *
 * @param environment variables that replace or join the stack's; for {@code kafka} entries of its
 *     {@code server.properties}
 * @param jvmOptions options after the stack's, so that a later one of two wins
 */
public record Overrides(Map<String, String> environment, List<String> jvmOptions) {

  private static final Overrides NONE = new Overrides(Map.of(), List.of());

  /** Copies both. */
  public Overrides {
    environment = Map.copyOf(environment);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** Nothing is other than the stack has it. */
  public static Overrides none() {
    return NONE;
  }
}
