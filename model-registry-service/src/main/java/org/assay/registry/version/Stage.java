package org.assay.registry.version;

import java.util.Locale;
import java.util.Optional;

/**
 * MLflow's stage of a version: a label, which gives no right. A version without one is in {@code
 * None}.
 */
public enum Stage {
  STAGING("Staging"),
  /** Only while the version is released, so that the label claims nothing that is not so. */
  PRODUCTION("Production"),
  ARCHIVED("Archived");

  /** How a version without a stage is shown. */
  public static final String NONE = "None";

  private final String written;

  Stage(String written) {
    this.written = written;
  }

  /** Returns it as MLflow writes it. */
  public String written() {
    return written;
  }

  /** Returns the stage of a name in any letter case, empty for every other text. */
  public static Optional<Stage> named(String text) {
    for (Stage stage : values()) {
      if (stage.name().equals(text.toUpperCase(Locale.ROOT))) {
        return Optional.of(stage);
      }
    }
    return Optional.empty();
  }
}
