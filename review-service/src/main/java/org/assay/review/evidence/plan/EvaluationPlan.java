package org.assay.review.evidence.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.CanonicalJson;
import org.assay.review.evidence.statistics.Minimum;
import org.jspecify.annotations.Nullable;

/**
 * How predictions are evaluated, whole: nothing of it is chosen when the results are there.
 *
 * @param task what the predictions are of; absent for BINARY, as plans were before there were
 *     others
 * @param classes of MULTICLASS every label; absent else
 * @param positiveClass the label that the rates are about; absent where there are none
 * @param negativeClass the other label of two
 * @param favourableLabel the one that people wish for
 * @param threshold from which score on the positive class is predicted, where the table has no
 *     column of predictions
 * @param probabilities whether scores are probabilities of the positive class, in [0, 1]
 * @param attributes the protected attributes, each a column
 * @param intersections attributes whose combinations are groups too
 * @param claims what gates; at least one is of performance
 * @param confidence of each interval
 * @param groupRows how many rows a group has at least
 * @param groupConditioned how many of them a rate is a share of at least
 * @param dataDigest the exact bytes of the predictions, where they are known already
 * @param comparison how the version is compared with the champion; absent where it is not
 */
public record EvaluationPlan(
    @Nullable PredictionTask task,
    @Nullable List<String> classes,
    @Nullable String positiveClass,
    @Nullable String negativeClass,
    @Nullable String favourableLabel,
    @Nullable Double threshold,
    boolean probabilities,
    List<PlannedAttribute> attributes,
    List<List<String>> intersections,
    List<PlannedClaim> claims,
    double confidence,
    int groupRows,
    int groupConditioned,
    @Nullable String dataDigest,
    @Nullable PlannedComparison comparison) {

  /** What stands between the attributes of an intersection, and between the parts of its groups. */
  public static final String TIMES = " × ";

  /** Copies the lists. */
  public EvaluationPlan {
    classes = classes == null ? null : List.copyOf(classes);
    attributes = List.copyOf(attributes);
    intersections = intersections.stream().map(List::copyOf).toList();
    claims = List.copyOf(claims);
  }

  /**
   * What the groups of a report are values of.
   *
   * @param name of one attribute its own, of an intersection all with {@value #TIMES} between them
   * @param columns the attributes
   * @param referenceGroup whom the others are compared with, if the plan says so
   */
  public record Grouping(String name, List<String> columns, @Nullable String referenceGroup) {

    /** Copies the list. */
    public Grouping {
      columns = List.copyOf(columns);
    }
  }

  /** Returns everything that is compared by groups: the attributes, then the intersections. */
  public List<Grouping> groupings() {
    List<Grouping> all = new ArrayList<>();
    attributes.forEach(
        one -> all.add(new Grouping(one.name(), List.of(one.name()), one.referenceGroup())));
    intersections.forEach(of -> all.add(new Grouping(String.join(TIMES, of), of, null)));
    return all;
  }

  /** Returns what the predictions are of. */
  public PredictionTask predicted() {
    return task == null ? PredictionTask.BINARY : task;
  }

  /** Returns every label that rows may have, of two the positive one first; none for numbers. */
  public List<String> labels() {
    return classes == null
        ? Stream.of(positiveClass, negativeClass).flatMap(Stream::ofNullable).toList()
        : classes;
  }

  /** Says whether the positive class is the favourable one. */
  public boolean positiveFavourable() {
    return Objects.equals(favourableLabel, positiveClass);
  }

  /** Returns how large groups have to be. */
  public Minimum minimum() {
    return new Minimum(groupRows, groupConditioned);
  }

  /** Returns the plan as canonical JSON (RFC 8785). */
  String content() {
    return new String(CanonicalJson.bytes(this), StandardCharsets.UTF_8);
  }

  /** Returns the SHA-256 of a plan's canonical JSON. */
  static String digest(String content) {
    return Digest.ofContent(content.getBytes(StandardCharsets.UTF_8)).value();
  }

  /** Reads a plan that was kept. */
  static EvaluationPlan read(String content) {
    try {
      return EventJson.mapper().readValue(content, EvaluationPlan.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A plan cannot be read", e);
    }
  }
}
