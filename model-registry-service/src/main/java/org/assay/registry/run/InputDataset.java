package org.assay.registry.run;

import java.util.List;
import org.assay.contracts.name.PlainTextRule;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.experiment.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Data that a run says it read, as it describes them.
 *
 * @param name what they are called
 * @param digest what tells their versions apart, in the client's way
 * @param sourceType what the source is written in
 * @param source where they come from
 * @param schema their columns, null where nobody said
 * @param profile their size and the like, null where nobody said
 * @param tags what they are to the run, such as its training data
 */
public record InputDataset(
    String name,
    String digest,
    String sourceType,
    String source,
    @Nullable String schema,
    @Nullable String profile,
    List<Entry> tags) {

  private static final int MAX_NAME = 500;
  private static final int MAX_DIGEST = 71;
  private static final int MAX_SOURCE = 65_535;
  private static final int MAX_TEXT = 1_048_575;
  private static final int MAX_TAGS = 100;
  private static final int MAX_TAG_KEY = 255;
  private static final int MAX_TAG_VALUE = 500;

  /** Copies the list. */
  public InputDataset {
    tags = List.copyOf(tags);
  }

  /**
   * Refuses what breaks a rule.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED}
   */
  void check() {
    require(name, 1, MAX_NAME, "name");
    require(digest, 1, MAX_DIGEST, "digest");
    require(sourceType, 1, MAX_NAME, "source_type");
    require(source, 1, MAX_SOURCE, "source");
    requirePlain(name, "name", false);
    requirePlain(digest, "digest", false);
    // A document of its own, which may be written over several lines.
    requirePlain(source, "source", true);
    require(schema, 0, MAX_TEXT, "schema");
    require(profile, 0, MAX_TEXT, "profile");
    if (tags.size() > MAX_TAGS) {
      throw ProblemException.invalid(
          "/datasets",
          "TOO_MANY",
          "A dataset of a run has %d tags; at most %d are taken".formatted(tags.size(), MAX_TAGS));
    }
    tags.forEach(
        tag -> {
          require(tag.key(), 1, MAX_TAG_KEY, "tag key");
          require(tag.value(), 0, MAX_TAG_VALUE, "tag value");
        });
  }

  private static void requirePlain(String text, String what, boolean lines) {
    PlainTextRule.violationOf(text, lines)
        .ifPresent(
            violation -> {
              throw ProblemException.invalid(
                  "/datasets",
                  "MALFORMED_TEXT",
                  "The %s of a dataset %s".formatted(what, violation));
            });
  }

  private static void require(@Nullable String text, int shortest, int longest, String what) {
    int length = text == null ? 0 : text.length();
    if (text != null && (length < shortest || length > longest)) {
      throw ProblemException.invalid(
          "/datasets",
          "LENGTH",
          "The %s of a dataset has %d characters, accepted are %d to %d: it is empty or exceeds the"
                  .formatted(what, length, shortest, longest)
              + " maximum length");
    }
  }
}
