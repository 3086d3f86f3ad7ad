package org.assay.review.classification;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Says which tier models would have by another questionnaire, answered as they are. */
@ApplicationScoped
public class TierTrial {

  private final Classifications classifications;

  TierTrial(Classifications classifications) {
    this.classifications = classifications;
  }

  /**
   * The tiers of a model.
   *
   * @param now what stands, which somebody may have raised or lowered
   * @param then what the answers alone would lead to
   */
  public record Tiers(Tier now, Tier then) {

    private Tiers and(Tiers other) {
      return new Tiers(now.orHigher(other.now), then.orHigher(other.then));
    }
  }

  /** Returns the tiers of models by a questionnaire; one that was never classified has none. */
  public Map<UUID, Tiers> of(Questionnaire draft, Collection<UUID> modelIds) {
    Map<UUID, Tiers> tiers = new HashMap<>();
    for (Classification last : classifications.last(modelIds)) {
      Map<String, String> answers = draft.stillAnswered(last.answers());
      Tier then = last.outcome(draft, answers).tier();
      tiers.merge(last.modelId(), new Tiers(last.tier(), then), Tiers::and);
    }
    return tiers;
  }
}
