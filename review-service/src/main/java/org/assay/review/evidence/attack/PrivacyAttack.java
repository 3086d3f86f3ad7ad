package org.assay.review.evidence.attack;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.CanonicalJson;
import org.assay.review.evidence.evaluation.Salt;
import org.assay.review.evidence.statistics.AttackRates;
import org.assay.review.evidence.statistics.Confusion;
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
 * @param salt random, so that nobody finds few people by trying which counts have the digest
 */
public record PrivacyAttack(
    AttackKind attack,
    @Nullable MemberGuesses counts,
    @Nullable AttackTrials guesses,
    @Nullable AttackRoc roc,
    @Nullable String salt) {

  static final long MOST = 1_000_000_000_000L;

  /** Returns what is new, with a salt of its own. */
  public static PrivacyAttack salted(
      AttackKind attack,
      @Nullable MemberGuesses counts,
      @Nullable AttackTrials guesses,
      @Nullable AttackRoc roc) {
    return new PrivacyAttack(attack, counts, guesses, roc, Salt.fresh());
  }

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
    if (guesses == null) {
      throw new IllegalStateException("An attack has counts");
    }
    AttackTrials.Control control = guesses.control();
    Double baseline = guesses.baselineRate();
    return control == null
        ? AttackRates.advantage(guesses.hits(), requireNonNull(baseline), confidence)
        : AttackRates.advantage(guesses.hits(), control.hits(), confidence);
  }

  /** Returns whether somebody counted how often it succeeds without the model. */
  boolean controlled() {
    return guesses != null && guesses.control() != null;
  }

  /** Returns the guesses at each threshold that was tried, those of {@code counts} first. */
  Set<Confusion> thresholds() {
    MemberGuesses own = requireNonNull(counts);
    Set<Confusion> thresholds = new LinkedHashSet<>();
    thresholds.add(own.confusion());
    if (roc != null) {
      roc.points().forEach(point -> thresholds.add(own.at(point)));
    }
    return thresholds;
  }

  /** Returns the thresholds along the curve, from guessing nobody to be a member to everybody. */
  private List<Confusion> curve() {
    MemberGuesses own = requireNonNull(counts);
    long members = own.tp() + own.fn();
    long others = own.fp() + own.tn();
    Set<Confusion> curve = new LinkedHashSet<>(thresholds());
    curve.add(new Confusion(0, 0, others, members));
    curve.add(new Confusion(members, others, 0, 0));
    return curve.stream()
        .sorted(Comparator.comparingLong(Confusion::fp).thenComparingLong(Confusion::tp))
        .toList();
  }

  /** Returns whether no threshold finds fewer members than another one that guesses more others. */
  public boolean monotone() {
    List<Confusion> curve = curve();
    return IntStream.range(1, curve.size())
        .allMatch(at -> curve.get(at - 1).tp() <= curve.get(at).tp());
  }

  /**
   * Returns whether no threshold between two neighbours on the curve could have a larger advantage
   * than so much, in either direction.
   */
  boolean bounded(double limit) {
    List<Confusion> curve = curve();
    double members = curve.getLast().tp();
    double others = curve.getLast().fp();
    return monotone()
        && IntStream.range(1, curve.size())
            .allMatch(
                at -> {
                  Confusion before = curve.get(at - 1);
                  Confusion next = curve.get(at);
                  return next.tp() / members - before.fp() / others <= limit
                      && next.fp() / others - before.tp() / members <= limit;
                });
  }

  /** Returns how many guesses it is made of. */
  public long rows() {
    if (counts != null) {
      return counts.confusion().rows();
    }
    if (guesses == null) {
      return 0;
    }
    AttackTrials.Control control = guesses.control();
    return guesses.trials() + (control == null ? 0 : control.trials());
  }

  /** Returns whose interval the advantage has. */
  public String method() {
    return attack.ofMembers() || controlled() ? "NEWCOMBE" : "WILSON";
  }

  /** Returns whether a count is so small that not every reader sees the numbers. */
  public boolean smallCounts() {
    if (counts != null) {
      return SmallCounts.among(counts.confusion());
    }
    if (guesses == null) {
      return false;
    }
    AttackTrials.Control control = guesses.control();
    return SmallCounts.among(guesses.hits())
        || (control != null && SmallCounts.among(control.hits()));
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
    double others = (double) counts.fp() + counts.tn();
    long found =
        thresholds().stream()
            .filter(one -> one.fp() / others <= roc.atFpr())
            .mapToLong(Confusion::tp)
            .max()
            .orElse(0);
    return new Proportion(found, counts.tp() + counts.fn());
  }
}
