package org.assay.registry.experiment;

/** Which of what was deleted or not a search finds. */
public enum StageChoice {
  ACTIVE_ONLY,
  DELETED_ONLY,
  ALL;

  /**
   * Returns the condition for a {@code where}.
   *
   * @param deleted SQL of whether a row is deleted
   */
  public String condition(String deleted) {
    return switch (this) {
      case ACTIVE_ONLY -> "not " + deleted;
      case DELETED_ONLY -> deleted;
      case ALL -> "true";
    };
  }
}
