package org.assay.registry.version;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assay.contracts.name.Digest;
import org.assay.contracts.name.ModelName;
import org.assay.contracts.name.PlainTextRule;
import org.assay.contracts.name.ProjectKey;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.model.ModelKind;
import org.assay.registry.search.Comparison;
import org.assay.registry.search.Literal;
import org.assay.registry.search.Operator;
import org.assay.registry.version.VersionQuery.Order;
import org.jspecify.annotations.Nullable;

/**
 * What a request seeks among versions, read and checked; nothing is looked up yet.
 *
 * @param project only of this project
 * @param model only of this model
 * @param registeredBy the account that registered it
 * @param comparisons conditions on everything else that is compared with a text or a number
 * @param from registered at this instant or later
 * @param until registered before this instant
 * @param words words of its texts
 * @param order by what it is sorted, null where the request does not say
 */
record VersionSought(
    @Nullable ProjectKey project,
    @Nullable ModelName model,
    @Nullable String registeredBy,
    List<Comparison> comparisons,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String words,
    @Nullable Order order) {

  /** The most conditions on tags, metrics and parameters together. */
  static final int MOST_NAMED = 20;

  private static final int MAX_KEY = 250;
  private static final int MAX_TEXT = 2_048;
  private static final int MAX_VALUE = 6_000;
  private static final int MAX_WORDS = 200;
  private static final Pattern DIGEST = Pattern.compile(Digest.PATTERN);
  private static final Pattern METRIC =
      Pattern.compile(
          "([^<>=]+)(<=|>=|<|>|=)([+-]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][+-]?[0-9]{1,3})?)");
  private static final Pattern SORT = Pattern.compile("(-?)(registered_at|model|metric:(.+))");

  /** Copies the list. */
  VersionSought {
    comparisons = List.copyOf(comparisons);
  }

  /**
   * Reads a request.
   *
   * @throws ProblemException 400 {@code MALFORMED_PARAMETER} for what cannot be read, 422 {@code
   *     VALIDATION_FAILED} for what breaks a rule; each names the parameter
   */
  static VersionSought read(
      Place place,
      Standing standing,
      Origin origin,
      Named named,
      @Nullable String words,
      @Nullable String sort) {
    requireFew(named);
    List<Comparison> comparisons = new ArrayList<>();
    add(comparisons, "kind", place.kind());
    add(comparisons, "state", standing.state());
    add(comparisons, "stage", standing.stage());
    add(comparisons, "review_state", standing.reviewState());
    add(comparisons, "source_path", text("source", origin.source(), MAX_TEXT));
    add(comparisons, "digest", digest(origin.digest()));
    named.tags().forEach(tag -> comparisons.add(pair("tag", tag, ':')));
    named.params().forEach(param -> comparisons.add(pair("param", param, '=')));
    named.metrics().forEach(metric -> comparisons.add(metric(metric)));
    return new VersionSought(
        project(place.projectKey()),
        model(place.model()),
        text("registered_by", origin.registeredBy(), MAX_KEY),
        comparisons,
        origin.registeredFrom(),
        origin.registeredUntil(),
        text("q", words, MAX_WORDS),
        order(sort));
  }

  private static void requireFew(Named named) {
    if (named.size() > MOST_NAMED) {
      throw ProblemException.invalid(
          "?" + named.longest(),
          "TOO_LONG",
          "there are %d conditions on tags, metrics and parameters, at most %d are taken"
              .formatted(named.size(), MOST_NAMED));
    }
  }

  private static void add(List<Comparison> comparisons, String name, @Nullable Object value) {
    if (value != null) {
      comparisons.add(
          Comparison.equal(
              name, value instanceof Enum<?> constant ? constant.name() : value.toString()));
    }
  }

  private static Comparison pair(String parameter, String written, char between) {
    int at = written.indexOf(between);
    if (at < 0) {
      throw malformed(parameter, "accepted is key%svalue".formatted(between));
    }
    String value = written.substring(at + 1);
    if (value.length() > MAX_VALUE) {
      throw tooLong(parameter, MAX_VALUE);
    }
    return VersionQuery.entry(
        parameter,
        key(parameter, written.substring(0, at)),
        Operator.EQUAL,
        new Literal(value, true));
  }

  private static Comparison metric(String written) {
    Matcher parts = METRIC.matcher(written);
    if (!parts.matches() || !Double.isFinite(Double.parseDouble(parts.group(3)))) {
      throw malformed(
          "metric", "accepted is a name, one of < <= = >= > and a number, such as accuracy>=0.9");
    }
    return VersionQuery.entry(
        "metric",
        key("metric", parts.group(1)),
        Operator.ofSymbol(parts.group(2)).orElseThrow(),
        new Literal(parts.group(3), false));
  }

  private static String key(String parameter, String key) {
    if (key.length() > MAX_KEY) {
      throw tooLong(parameter, MAX_KEY);
    }
    requirePlain(parameter, key);
    return key;
  }

  private static @Nullable String text(String parameter, @Nullable String text, int max) {
    if (text == null) {
      return null;
    }
    if (text.length() > max) {
      throw tooLong(parameter, max);
    }
    requirePlain(parameter, text);
    return text;
  }

  private static void requirePlain(String parameter, String text) {
    PlainTextRule.violationOf(text)
        .ifPresent(
            violation -> {
              throw ProblemException.invalid("?" + parameter, "PLAIN_TEXT", "it " + violation);
            });
  }

  private static @Nullable String digest(@Nullable String digest) {
    if (digest != null && !DIGEST.matcher(digest).matches()) {
      throw ProblemException.invalid(
          "?digest", "PATTERN", "a digest is sha256: and 64 lower-case hex digits");
    }
    return digest;
  }

  private static @Nullable ProjectKey project(@Nullable String key) {
    try {
      return key == null ? null : new ProjectKey(key);
    } catch (IllegalArgumentException rule) {
      throw ProblemException.invalid(
          "?project_key", "PATTERN", "it is none: %s".formatted(rule.getMessage()));
    }
  }

  private static @Nullable ModelName model(@Nullable String name) {
    try {
      return name == null ? null : ModelName.parse(name);
    } catch (IllegalArgumentException rule) {
      throw ProblemException.invalid(
          "?model", "PATTERN", "it is none: %s".formatted(rule.getMessage()));
    }
  }

  private static @Nullable Order order(@Nullable String sort) {
    if (sort == null) {
      return null;
    }
    Matcher parts = SORT.matcher(sort);
    if (!parts.matches()) {
      throw malformed(
          "sort",
          "accepted are registered_at, model and metric:NAME, with a - in front to begin with the last");
    }
    boolean ascending = parts.group(1).isEmpty();
    return switch (parts.group(2)) {
      case "registered_at" -> new Order.Registered(ascending);
      case "model" -> new Order.ByModel(ascending);
      default -> new Order.Measured(key("sort", parts.group(3)), ascending);
    };
  }

  private static ProblemException malformed(String parameter, String accepted) {
    return ProblemException.of(
            CommonProblem.MALFORMED_PARAMETER,
            "The parameter %s: %s".formatted(parameter, accepted))
        .at("?" + parameter, "MALFORMED", accepted);
  }

  private static ProblemException tooLong(String parameter, int max) {
    return ProblemException.invalid(
        "?" + parameter, "TOO_LONG", "accepted are at most %d characters".formatted(max));
  }

  /** Where versions are sought. */
  record Place(@Nullable String projectKey, @Nullable String model, @Nullable ModelKind kind) {}

  /** Where versions stand. */
  record Standing(
      @Nullable VersionState state, @Nullable Stage stage, @Nullable AssessmentState reviewState) {}

  /** What versions come from. */
  record Origin(
      @Nullable String source,
      @Nullable String digest,
      @Nullable String registeredBy,
      @Nullable Instant registeredFrom,
      @Nullable Instant registeredUntil) {}

  /** Conditions on named values, as written. */
  record Named(List<String> tags, List<String> metrics, List<String> params) {

    /** Copies the lists. */
    Named {
      tags = List.copyOf(tags);
      metrics = List.copyOf(metrics);
      params = List.copyOf(params);
    }

    private int size() {
      return tags.size() + metrics.size() + params.size();
    }

    private String longest() {
      if (tags.size() >= metrics.size() && tags.size() >= params.size()) {
        return "tag";
      }
      return metrics.size() >= params.size() ? "metric" : "param";
    }
  }
}
