package org.assay.contracts.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A model's full name: its project's key, a dot, and its name within the project.
 *
 * <p>A key has no dot, so the first dot separates the two.
 *
 * @param project the project that owns the model
 * @param name the name within the project: 1 to {@value #MAX_LENGTH} characters, plain text without
 *     {@code / : %}
 */
public record ModelName(ProjectKey project, String name) {

  /** The most characters (UTF-16 units) of a name within a project. */
  public static final int MAX_LENGTH = 200;

  /**
   * Takes the two parts.
   *
   * @throws IllegalArgumentException if the name breaks a rule
   */
  public ModelName {
    if (name.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A model's name has at most %d characters".formatted(MAX_LENGTH));
    }
    PlainTextRule.violationOf(name)
        .ifPresent(
            violation -> {
              throw new IllegalArgumentException("A model's name " + violation);
            });
    if (name.indexOf('/') >= 0 || name.indexOf(':') >= 0 || name.indexOf('%') >= 0) {
      throw new IllegalArgumentException("A model's name must not contain / : or %");
    }
    if (!name.equals(name.strip())) {
      throw new IllegalArgumentException("A model's name must not begin or end with a space");
    }
  }

  /**
   * Takes a full name as written, such as {@code credit.denial}.
   *
   * @throws IllegalArgumentException if it has no dot or a part breaks a rule
   */
  @JsonCreator
  public static ModelName parse(String fullName) {
    int dot = fullName.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException(
          "A model's full name is its project's key, a dot and its name");
    }
    return new ModelName(new ProjectKey(fullName.substring(0, dot)), fullName.substring(dot + 1));
  }

  /** Returns the full name as written. */
  @JsonValue
  public String full() {
    return project.value() + "." + name;
  }

  @Override
  public String toString() {
    return full();
  }
}
