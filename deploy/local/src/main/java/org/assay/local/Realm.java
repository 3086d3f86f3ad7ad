package org.assay.local;

import java.nio.file.Path;
import java.util.Map;

/**
 * What Keycloak imports at its first start.
 *
 * @param file the realm as JSON; {@code ${NAME}} in it stands for a value that is not kept in the
 *     repository
 * @param values those values by name: addresses and client secrets
 */
public record Realm(Path file, Map<String, String> values) {

  /** Copies the values. */
  public Realm {
    values = Map.copyOf(values);
  }
}
