package org.assay.registry.tag;

import java.util.UUID;

/**
 * What a tag stands on.
 *
 * @param kind a model or a version
 * @param projectId the project it belongs to
 * @param id its id
 */
public record Tagged(Kind kind, UUID projectId, UUID id) {

  /** The kinds of things that have tags, each with a table of its own. */
  public enum Kind {
    MODEL("model_tag"),
    VERSION("version_tag");

    private final String table;

    Kind(String table) {
      this.table = table;
    }

    String table() {
      return table;
    }

    /** Returns SQL of what has tags and of what each tag takes to show. */
    public String weights() {
      return "select owner_id, 32 + octet_length(key) + octet_length(value) from " + table;
    }
  }

  /** A model. */
  public static Tagged model(UUID projectId, UUID id) {
    return new Tagged(Kind.MODEL, projectId, id);
  }

  /** A version. */
  public static Tagged version(UUID projectId, UUID id) {
    return new Tagged(Kind.VERSION, projectId, id);
  }
}
