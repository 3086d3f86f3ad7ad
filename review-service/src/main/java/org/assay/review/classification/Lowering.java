package org.assay.review.classification;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.replica.ModelCopies;
import org.assay.review.replica.ModelCopy;
import org.assay.review.replica.UseCaseCopies;
import org.assay.review.replica.UseCaseCopy;

/** How two people lower the tier of a classification: what they have to know, and the act. */
@ApplicationScoped
public class Lowering {

  private final Classifications classifications;
  private final Classifying classifying;
  private final ModelCopies models;
  private final UseCaseCopies useCases;

  Lowering(
      Classifications classifications,
      Classifying classifying,
      ModelCopies models,
      UseCaseCopies useCases) {
    this.classifications = classifications;
    this.classifying = classifying;
    this.models = models;
    this.useCases = useCases;
  }

  /**
   * Returns a classification that the caller may read.
   *
   * @throws ProblemException {@code NOT_FOUND}
   */
  public LowerableTier readable(UUID id, Caller caller) {
    return of(List.of(classifying.readable(id, caller))).values().iterator().next();
  }

  /**
   * Returns a classification that there is.
   *
   * @throws IllegalStateException if there is none
   */
  public LowerableTier known(UUID id) {
    LowerableTier known = known(List.of(id)).get(id);
    if (known == null) {
      throw new IllegalStateException("No classification " + id);
    }
    return known;
  }

  /** Returns the classifications of the given ids, by a fixed number of queries for each model. */
  public Map<UUID, LowerableTier> known(Collection<UUID> ids) {
    return ids.isEmpty() ? Map.of() : of(classifications.list("id in ?1", ids));
  }

  /** Orders what is decided about a classification's model; take this lock before all others. */
  public LowerableTier locked(LowerableTier seen) {
    models.lock(seen.modelId());
    return known(seen.id());
  }

  /** Lowers the tier: event {@code classification.decided}. The caller holds the model's lock. */
  public void lower(LowerableTier locked, AgreedLowering agreed, Caller caller) {
    classifying.lower(locked.id(), agreed, caller);
  }

  private Map<UUID, LowerableTier> of(List<Classification> found) {
    Map<UUID, LoweringRules> rules = rules(found);
    Map<UUID, ModelCopy> named = models.find(found.stream().map(Classification::modelId).toList());
    Map<UUID, UseCaseCopy> uses =
        useCases.find(found.stream().map(Classification::useCaseId).toList());
    Map<UUID, LowerableTier> known = new HashMap<>();
    for (Classification one : found) {
      UseCaseCopy use = uses.get(one.useCaseId());
      known.put(
          one.id(),
          new LowerableTier(
              one.id(),
              one.modelId(),
              one.projectId(),
              Objects.requireNonNull(named.get(one.modelId())).name(),
              one.useCaseId(),
              use == null ? 0 : use.revision(),
              Objects.requireNonNull(rules.get(one.id()))));
    }
    return known;
  }

  /** Returns who may lower classifications, and how far, by id. */
  Map<UUID, LoweringRules> rules(List<Classification> found) {
    Set<UUID> superseded =
        classifications.superseded(found.stream().map(Classification::id).toList());
    Map<UUID, Set<String>> gone = gone(found);
    Map<UUID, LoweringRules> rules = new HashMap<>();
    for (Classification one : found) {
      Map<String, String> standing = new HashMap<>(one.evidence());
      standing.values().removeAll(gone.getOrDefault(one.modelId(), Set.of()));
      rules.put(
          one.id(),
          new LoweringRules(
              one.tier(),
              classifying.questionnaire(one).lowest(one.answers(), one.evidence(), standing),
              one.answeredBy(),
              !superseded.contains(one.id())));
    }
    return rules;
  }

  /** What lifted a floor then lifts it now only while it is in the evidence of the model. */
  private Map<UUID, Set<String>> gone(List<Classification> found) {
    Map<UUID, Set<String>> named =
        found.stream()
            .collect(
                Collectors.toMap(
                    Classification::modelId,
                    one -> new HashSet<>(one.evidence().values()),
                    (some, more) -> {
                      some.addAll(more);
                      return some;
                    }));
    return classifications.unknownEvidence(named);
  }
}
