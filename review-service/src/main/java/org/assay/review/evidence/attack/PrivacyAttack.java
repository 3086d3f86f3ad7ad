package org.assay.review.evidence.attack;

import java.nio.charset.StandardCharsets;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.CanonicalJson;
import org.assay.review.evidence.attack.AttackRoc.RocPoint;
import org.assay.review.evidence.statistics.AttackRates;
import org.assay.review.evidence.statistics.Estimate;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.Proportion;
import org.assay.review.evidence.statistics.SmallCounts;
import org.jspecify.annotations.Nullable;

/**
 * What an attack came to, as counts; of membership the guesses, of every other attack the trials.
 *
 * @param attack what was tried
 * @param counts of membership: how often it was guessed right or wrong
 * @param guesses of every other attack: how often it succeeded
 * @param roc of membership: what other thresholds would do
 */
public record PrivacyAttack(
    AttackKind attack,
    @Nullable MemberGuesses counts,
    @Nullable AttackTrials guesses,
    @Nullable AttackRoc roc) {

  static final long MOST = 1_000_000_000_000L;

  /** Returns the canonical JSON (RFC 8785) of it. */
  public String content() {
    return new String(CanonicalJson.bytes(this), StandardCharsets.UTF_8);
  }

  /** Returns the SHA-256 of {@link #content}. */
  public String digest() {
    return Digest.ofContent(CanonicalJson.bytes(this)).value();
  }

  /**
   * Returns by how much it does better than a guess, with its interval: of membership the true
   * positive rate less the false one, else the rate of success less that without the model.
   *
   * @param confidence of the interval, in (0, 1)
   */
  public Outcome<Estimate> advantage(double confidence) {
    if (counts != null) {
      return AttackRates.membershipAdvantage(counts.confusion(), confidence);
    }
    if (guesses != null) {
      return AttackRates.advantage(guesses.hits(), guesses.baselineRate(), confidence);
    }
    throw new IllegalStateException("An attack has counts");
  }

  /** Returns how many guesses it is made of. */
  public long rows() {
    if (counts != null) {
      return counts.confusion().rows();
    }
    return guesses == null ? 0 : guesses.trials();
  }

  /** Returns whose interval the advantage has. */
  public String method() {
    return attack.ofMembers() ? "NEWCOMBE" : "WILSON";
  }

  /** Returns whether a count is so small that not every reader sees the numbers. */
  public boolean smallCounts() {
    if (counts != null) {
      return SmallCounts.among(counts.confusion());
    }
    return guesses != null && SmallCounts.among(guesses.hits());
  }

  /** Returns whether the members that other thresholds find are so few, or miss so few. */
  public boolean fewFound() {
    Proportion found = foundAtFpr();
    return found != null && SmallCounts.among(found);
  }

  /** The members that are found at the most where so few others are; empty without a threshold. */
  @Nullable Proportion foundAtFpr() {
    if (counts == null || roc == null) {
      return null;
    }
    long members = counts.tp() + counts.fn();
    long others = counts.fp() + counts.tn();
    long found =
        roc.points().stream()
            .filter(point -> point.fp() <= roc.atFpr() * others)
            .mapToLong(RocPoint::tp)
            .max()
            .orElse(0);
    return new Proportion(found, members);
  }
}
