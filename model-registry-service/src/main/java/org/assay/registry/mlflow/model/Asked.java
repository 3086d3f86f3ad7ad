package org.assay.registry.mlflow.model;

import java.util.List;
import org.assay.contracts.name.PlainTextRule;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.mlflow.MlflowRequest;
import org.assay.registry.tag.Tag;
import org.jspecify.annotations.Nullable;

/** What MLflow's clients send about registered models and versions; any member may be absent. */
final class Asked {

  private static final int MAX_DESCRIPTION = 5_000;

  private Asked() {}

  /** A tag; an absent value is an empty one. */
  record TagPair(@Nullable String key, @Nullable String value) {

    Tag tag() {
      return new Tag(MlflowRequest.required(key, "key"), value == null ? "" : value);
    }
  }

  /** A model by name, with what some calls add to it. */
  record OfModel(
      @Nullable String name,
      @Nullable String newName,
      @Nullable String description,
      @Nullable String key,
      @Nullable String value,
      @Nullable List<String> stages,
      @Nullable List<TagPair> tags) {

    List<Tag> allTags() {
      return tagsOf(tags);
    }
  }

  /** A version by its model's name and its number, with what some calls add to it. */
  record OfVersion(
      @Nullable String name,
      @Nullable String version,
      @Nullable String description,
      @Nullable String key,
      @Nullable String value,
      @Nullable String stage,
      @Nullable Boolean archiveExistingVersions) {

    int number() {
      return numberOf(version);
    }
  }

  /** An alias. */
  record OfAlias(@Nullable String name, @Nullable String alias, @Nullable String version) {

    int number() {
      return numberOf(version);
    }
  }

  /** A new version. */
  record NewVersion(
      @Nullable String name,
      @Nullable String source,
      @Nullable String runId,
      @Nullable String runLink,
      @Nullable String description,
      @Nullable String modelId,
      @Nullable List<TagPair> tags) {

    List<Tag> allTags() {
      return tagsOf(tags);
    }
  }

  /** A search. */
  record Search(
      @Nullable String filter,
      @Nullable Long maxResults,
      @Nullable List<String> orderBy,
      @Nullable String pageToken) {

    int size(int usual, int most) {
      if (maxResults == null) {
        return usual;
      }
      if (maxResults < 1 || maxResults > most) {
        throw MlflowFailure.invalid(
            "Invalid value for request parameter max_results. It must be at most %d, but got value %d"
                .formatted(most, maxResults));
      }
      return maxResults.intValue();
    }

    List<String> order() {
      return orderBy == null ? List.of() : orderBy;
    }
  }

  /**
   * Reads a description; one in which nothing stands is none.
   *
   * @throws MlflowFailure 400 where it is too long, or holds what hides or reorders text
   */
  static @Nullable String description(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.length() > MAX_DESCRIPTION) {
      throw MlflowFailure.invalid(
          "The description has %d characters; at most %d are kept."
              .formatted(text.length(), MAX_DESCRIPTION));
    }
    PlainTextRule.violationOf(text, true)
        .ifPresent(
            violation -> {
              throw MlflowFailure.invalid("The description %s.".formatted(violation));
            });
    return text;
  }

  private static List<Tag> tagsOf(@Nullable List<TagPair> pairs) {
    return pairs == null ? List.of() : pairs.stream().map(TagPair::tag).toList();
  }

  private static int numberOf(@Nullable String version) {
    String text = MlflowRequest.required(version, "version");
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException none) {
      throw MlflowFailure.invalid(
          "Parameter 'version' must be an integer, got '%s'."
              .formatted(text.length() > 100 ? text.substring(0, 100) : text));
    }
  }
}
