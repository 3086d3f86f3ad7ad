package org.assay.review.evidence.plan;

import static org.assay.review.evidence.plan.PredictionTask.BINARY;
import static org.assay.review.evidence.plan.PredictionTask.MULTICLASS;
import static org.assay.review.evidence.plan.PredictionTask.RANKING;
import static org.assay.review.evidence.plan.PredictionTask.REGRESSION;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a plan may set a limit for: what Assay computes with an interval. */
public enum PlannedStatistic {
  ACCURACY(Kind.AT_LEAST, Of.CLASSES),
  PRECISION(Kind.AT_LEAST, Of.CLASSES),
  NPV(Kind.AT_LEAST, Of.TWO),
  RECALL(Kind.AT_LEAST, Of.CLASSES),
  SPECIFICITY(Kind.AT_LEAST, Of.TWO),
  FPR(Kind.AT_MOST, Of.TWO),
  FNR(Kind.AT_MOST, Of.TWO),
  F1(Kind.AT_LEAST, Of.CLASSES),
  MACRO_F1(Kind.AT_LEAST, Of.SEVERAL),
  BALANCED_ACCURACY(Kind.AT_LEAST, Of.TWO),
  MCC(Kind.AT_LEAST, -1, 1, Of.TWO),
  ROC_AUC(Kind.AT_LEAST, Of.TWO_SCORED),
  AVERAGE_PRECISION(Kind.AT_LEAST, Of.TWO_SCORED),
  BRIER(Kind.AT_MOST, Of.TWO),
  LOG_LOSS(Kind.AT_MOST, 0, Double.MAX_VALUE, Of.TWO),
  ECE(Kind.AT_MOST, Of.TWO),
  ECE_TOP_LABEL(Kind.AT_MOST, Of.SEVERAL),
  RMSE(Kind.AT_MOST, 0, Double.MAX_VALUE, Of.NUMBERS),
  MAE(Kind.AT_MOST, 0, Double.MAX_VALUE, Of.NUMBERS),
  R2(Kind.AT_LEAST, -Double.MAX_VALUE, 1, Of.NUMBERS),
  DEMOGRAPHIC_PARITY_DIFFERENCE(Kind.GAP, Of.CLASSES),
  DEMOGRAPHIC_PARITY_RATIO(Kind.RATIO, Of.CLASSES),
  EQUAL_OPPORTUNITY_DIFFERENCE(Kind.GAP, Of.CLASSES),
  EQUALIZED_ODDS_DIFFERENCE(Kind.GAP, Of.CLASSES),
  PREDICTIVE_PARITY_DIFFERENCE(Kind.GAP, Of.CLASSES),
  FPR_GAP(Kind.GAP, Of.CLASSES),
  FNR_GAP(Kind.GAP, Of.CLASSES),
  ACCURACY_GAP(Kind.GAP, Of.CLASSES);

  private static final Set<PlannedStatistic> OF_A_CLASS = Set.of(PRECISION, RECALL, F1);
  private static final Set<PlannedStatistic> COUNTED =
      Set.of(ACCURACY, PRECISION, NPV, RECALL, SPECIFICITY, FPR, FNR);
  private static final Set<PlannedStatistic> OF_SCORES =
      Set.of(ROC_AUC, AVERAGE_PRECISION, BRIER, LOG_LOSS, ECE, ECE_TOP_LABEL);
  private static final Set<PlannedStatistic> OF_PROBABILITIES =
      Set.of(BRIER, LOG_LOSS, ECE, ECE_TOP_LABEL);
  private static final Set<PlannedStatistic> RESAMPLED =
      Set.of(
          F1,
          MACRO_F1,
          BALANCED_ACCURACY,
          MCC,
          AVERAGE_PRECISION,
          BRIER,
          LOG_LOSS,
          ECE,
          ECE_TOP_LABEL,
          RMSE,
          MAE,
          R2);

  private enum Kind {
    AT_LEAST,
    AT_MOST,
    GAP,
    RATIO
  }

  /** Of which predictions it is computed. */
  private enum Of {
    TWO,
    TWO_SCORED,
    SEVERAL,
    CLASSES,
    NUMBERS
  }

  private final Kind kind;
  private final double least;
  private final double most;
  private final Of of;

  PlannedStatistic(Kind kind, Of of) {
    this(kind, 0, 1, of);
  }

  PlannedStatistic(Kind kind, double least, double most, Of of) {
    this.kind = kind;
    this.least = least;
    this.most = most;
    this.of = of;
  }

  /** Returns the statistic of a name, empty where no limit may be set for it. */
  public static Optional<PlannedStatistic> named(String statistic) {
    return Stream.of(values()).filter(one -> one.statistic().equals(statistic)).findFirst();
  }

  /** Returns the name of the statistic, such as {@code fpr_gap}. */
  public String statistic() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Says whether it is computed of predictions of that kind. */
  public boolean of(PredictionTask task) {
    return switch (of) {
      case TWO -> task == BINARY;
      case TWO_SCORED -> task == BINARY || task == RANKING;
      case SEVERAL -> task == MULTICLASS;
      case CLASSES -> task == BINARY || task == MULTICLASS;
      case NUMBERS -> task == REGRESSION;
    };
  }

  /** Says whether it is, of several classes, about one of them. */
  public boolean ofAClass(PredictionTask task) {
    return task == MULTICLASS && OF_A_CLASS.contains(this);
  }

  /** Says whether it compares the groups of an attribute. */
  public boolean ofGroups() {
    return kind == Kind.GAP || kind == Kind.RATIO;
  }

  /** Says whether counts of two classes alone tell it, with an interval. */
  public boolean ofCounts() {
    return COUNTED.contains(this);
  }

  /** Says whether it takes scores. */
  public boolean ofScores() {
    return OF_SCORES.contains(this);
  }

  /** Says whether these have to be probabilities. */
  public boolean ofProbabilities() {
    return OF_PROBABILITIES.contains(this);
  }

  /** Says whether it tells how well probabilities are calibrated, which policies ask for apart. */
  public boolean ofCalibration() {
    return this == ECE || this == ECE_TOP_LABEL;
  }

  /** Says whether its interval may be one of drawn rows. */
  boolean resampled() {
    return RESAMPLED.contains(this);
  }

  /** Returns the smallest number that it may be, in its unit. */
  public double least() {
    return least;
  }

  /** Returns the greatest number that it may be, in its unit. */
  public double most() {
    return most;
  }

  /** Says whether a limit is one that the value may reach, in its unit. */
  boolean reaches(double limit) {
    return least <= limit && limit <= most && !(kind == Kind.RATIO && limit == 0);
  }

  /** Says whether a limit asks for anything: not everything, nor a guess by chance, reaches it. */
  boolean asks(double limit) {
    return atLeast() ? limit > ofGuesses() : limit < most;
  }

  /** What guesses by chance come to where no class and no share of classes matters to that. */
  private double ofGuesses() {
    return switch (this) {
      case ROC_AUC, BALANCED_ACCURACY -> 0.5;
      case MCC -> 0;
      default -> least;
    };
  }

  /** Says whether the value has to be at least its limit, and not at most. */
  public boolean atLeast() {
    return kind == Kind.AT_LEAST || kind == Kind.RATIO;
  }
}
