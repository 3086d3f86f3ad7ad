package org.assay.review.policy;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a policy's expressions may ask about a version, with its types; {@code
 * docs/reference/policies.md} explains each. It only grows: a published policy asks for ever.
 */
public final class PolicyContext {

  /** Where the version is to be deployed; known at a release and at the gate only. */
  public static final String ENVIRONMENT = "environment";

  /** What Assay computed from evidence; of a kind that it does not compute, nothing is known. */
  public static final String CLAIMS = "claims";

  /** The claim that groups are treated alike. */
  public static final String FAIRNESS = "fairness";

  /** The claim that metrics keep the limits of a plan. */
  public static final String PERFORMANCE = "performance";

  /** The claim that attacks learn next to nothing of single people. */
  public static final String PRIVACY = "privacy";

  /** The claim that explanations are whole and add up. */
  public static final String EXPLAINABILITY = "explainability";

  /** The claim that probabilities mean what they say. */
  public static final String CALIBRATION = "calibration";

  /** The claim that a version may take the champion's place. */
  public static final String COMPARISON = "comparison";

  /** What a claim says: PASS, FAIL, INCONCLUSIVE or UNDEFINED. */
  public static final String VERDICT = "verdict";

  /** What is known of a version before it has reviews. */
  static final List<String> KNOWN_BEFORE_REVIEWS = List.of("classification", "project", "version");

  private static final CelType NAMES = ListType.create(SimpleType.STRING);

  private static final SortedMap<String, StructType> STRUCTS = new TreeMap<>();

  private static final SortedMap<String, CelType> VARIABLES =
      new TreeMap<>(
          Map.of(
              "version",
              struct(
                  "Version",
                  Map.of(
                      "model", SimpleType.STRING,
                      "number", SimpleType.INT,
                      "digest", SimpleType.STRING,
                      "state", SimpleType.STRING,
                      "kind", SimpleType.STRING,
                      "federated", SimpleType.BOOL)),
              "project",
              struct(
                  "Project",
                  Map.of(
                      "key", SimpleType.STRING,
                      "unit", SimpleType.STRING,
                      "state", SimpleType.STRING)),
              "findings",
              struct(
                  "Findings",
                  Map.of(
                      "blocker", SimpleType.INT,
                      "major", SimpleType.INT,
                      "minor", SimpleType.INT,
                      "note", SimpleType.INT)),
              "approvals",
              struct(
                  "Approvals",
                  Map.of("count", SimpleType.INT, "people", SimpleType.INT, "units", NAMES)),
              "classification",
              struct(
                  "Classification",
                  Map.of(
                      "tier",
                      SimpleType.STRING,
                      "answers",
                      MapType.create(SimpleType.STRING, SimpleType.STRING))),
              CLAIMS,
              claims(),
              "reviews",
              reviews(),
              ENVIRONMENT,
              SimpleType.STRING));

  private PolicyContext() {}

  /** Returns the variables with their types. */
  static Map<String, CelType> variables() {
    return VARIABLES;
  }

  /** Returns the types that the variables' fields have. */
  static CelTypeProvider types() {
    return new CelTypeProvider() {
      @Override
      public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(STRUCTS.values());
      }

      @Override
      public Optional<CelType> findType(String name) {
        return Optional.ofNullable(STRUCTS.get(name));
      }
    };
  }

  /** Returns the fields of the claims. */
  static Set<String> claimed() {
    return Set.copyOf(Objects.requireNonNull(STRUCTS.get("Claims")).fieldNames());
  }

  /** Returns every field that can be asked for, such as {@code version.number}, in order. */
  static List<String> fields() {
    List<String> fields = new ArrayList<>();
    VARIABLES.forEach(
        (name, type) -> {
          StructType struct = STRUCTS.get(type.name());
          if (struct == null) {
            fields.add(name);
          } else {
            struct.fieldNames().stream().sorted().forEach(field -> fields.add(name + "." + field));
          }
        });
    return fields;
  }

  private static CelType claims() {
    CelType claim = struct("Claim", Map.of(VERDICT, SimpleType.STRING));
    return struct(
        "Claims",
        Map.of(
            PERFORMANCE,
            claim,
            FAIRNESS,
            claim,
            PRIVACY,
            claim,
            EXPLAINABILITY,
            claim,
            CALIBRATION,
            claim,
            COMPARISON,
            claim,
            "shadow_run",
            claim,
            "controls",
            claim));
  }

  private static CelType reviews() {
    CelType review =
        struct(
            "Review",
            Map.of(
                "state",
                SimpleType.STRING,
                "approvals",
                SimpleType.INT,
                "units",
                NAMES,
                "findings",
                StructTypeReference.create("Findings")));
    Map<String, CelType> byType = new TreeMap<>();
    Arrays.stream(ReviewType.values()).forEach(type -> byType.put(type.field(), review));
    return struct("Reviews", byType);
  }

  private static CelType struct(String name, Map<String, CelType> fields) {
    ImmutableMap<String, CelType> types = ImmutableMap.copyOf(fields);
    STRUCTS.put(
        name,
        StructType.create(name, types.keySet(), field -> Optional.ofNullable(types.get(field))));
    return StructTypeReference.create(name);
  }
}
