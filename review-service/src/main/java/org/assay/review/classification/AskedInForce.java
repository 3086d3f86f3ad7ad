package org.assay.review.classification;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which questionnaire holds for a project, as the policies say that are in force for it. They know
 * of tiers, so that they are asked this way round.
 */
public interface AskedInForce {

  /**
   * What is asked in a project.
   *
   * @param questionnaire how the questionnaire is cited
   * @param since when the last policy came into force; absent where none was published
   */
  record Asked(String questionnaire, @Nullable Instant since) {

    /** Says whether answers were given under what is in force. */
    boolean covers(Classification one) {
      return one.questionnaire().equals(questionnaire)
          && (since == null || !one.answeredAt().isBefore(since));
    }
  }

  /**
   * Returns what a project's models are classified by now; no policy is published or retired until
   * the caller's transaction ends.
   */
  String questionnaire(UUID projectId);

  /** Returns what is asked in projects now; each is there. */
  Map<UUID, Asked> of(Collection<UUID> projectIds);
}
