package org.assay.registry.experiment;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** An id as MLflow writes it: the 32 hexadecimal digits of a UUID. */
public final class HexId {

  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{32}");

  private HexId() {}

  /** Reads one; anything else is none. */
  public static Optional<UUID> read(String written) {
    return DIGITS.matcher(written).matches()
        ? Optional.of(
            new UUID(
                Long.parseUnsignedLong(written, 0, 16, 16),
                Long.parseUnsignedLong(written, 16, 32, 16)))
        : Optional.empty();
  }
}
