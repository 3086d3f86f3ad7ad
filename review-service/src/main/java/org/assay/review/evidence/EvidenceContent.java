package org.assay.review.evidence;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assay.review.evidence.attack.PrivacyAttack;
import org.assay.review.evidence.explanation.FeatureTable;
import org.assay.review.evidence.window.Window;
import org.jspecify.annotations.Nullable;

/** What a record of evidence says, by its kind. */
sealed interface EvidenceContent {

  /** Returns what people call it. */
  String title();

  /** Returns the exact bytes of it. */
  String digest();

  /** Returns what it is. */
  EvidenceKind kind();

  /** Returns who vouches for it. */
  default EvidenceOrigin origin() {
    return kind().origin();
  }

  /** Returns what a version has one current report of: the method of an explanation, an attack. */
  default Optional<String> subject() {
    return Optional.empty();
  }

  /**
   * A document that somebody says exists.
   *
   * @param title what people call it
   * @param digest the exact bytes of it
   */
  record Document(String title, String digest) implements EvidenceContent {

    @Override
    public EvidenceKind kind() {
      return EvidenceKind.DOCUMENT;
    }
  }

  /**
   * Counts by group, of which Assay computes the statistics itself.
   *
   * @param title what people call it
   * @param counts the counts
   * @param salt of the version, where some count is small; null else
   */
  record Counts(String title, GroupCounts counts, @Nullable String salt)
      implements EvidenceContent {

    @Override
    public String digest() {
      return counts.digest(salt);
    }

    @Override
    public EvidenceKind kind() {
      return EvidenceKind.GROUP_COUNTS;
    }
  }

  /**
   * Figures that somebody says were computed elsewhere.
   *
   * @param title what people call it
   * @param claim the figures
   */
  record Claimed(String title, Claim claim) implements EvidenceContent {

    @Override
    public String digest() {
      return claim.digest();
    }

    @Override
    public EvidenceKind kind() {
      return EvidenceKind.CLAIM;
    }
  }

  /**
   * Predictions that Assay evaluated by a plan.
   *
   * @param title what people call them
   * @param digest of data, plan and columns together
   * @param plan the plan
   * @param attributes what they are counted by
   * @param groups how many groups these have together
   */
  record Predictions(String title, String digest, UUID plan, Set<String> attributes, int groups)
      implements EvidenceContent {

    public Predictions {
      attributes = Set.copyOf(attributes);
    }

    @Override
    public EvidenceKind kind() {
      return EvidenceKind.PREDICTIONS;
    }
  }

  /**
   * A table of features, which Assay checks.
   *
   * @param title what people call it
   * @param table the features
   */
  record Explained(String title, FeatureTable table) implements EvidenceContent {

    @Override
    public String digest() {
      return table.digest();
    }

    @Override
    public EvidenceKind kind() {
      return EvidenceKind.EXPLAINABILITY;
    }

    @Override
    public Optional<String> subject() {
      return Optional.of(table.method().name());
    }
  }

  /**
   * What an attack came to, of which Assay computes the statistics itself.
   *
   * @param title what people call it
   * @param attack the counts
   */
  record Attacked(String title, PrivacyAttack attack) implements EvidenceContent {

    @Override
    public String digest() {
      return attack.digest();
    }

    @Override
    public EvidenceKind kind() {
      return EvidenceKind.PRIVACY_ATTACK;
    }

    @Override
    public Optional<String> subject() {
      return Optional.of(attack.attack().name());
    }
  }

  /**
   * What was counted where the version ran, of which Assay computes the statistics itself.
   *
   * @param title what people call it
   * @param window what was counted
   */
  record Monitored(String title, Window window) implements EvidenceContent {

    @Override
    public String digest() {
      return window.digest();
    }

    @Override
    public EvidenceKind kind() {
      return EvidenceKind.MONITORING_WINDOW;
    }
  }
}
