package org.assay.review.evidence.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Computes what a vector asks for, in the vector's form. */
final class Answers {

  private static final Map<String, Function<Input, Outcome<Map<String, Object>>>> STATISTICS =
      new HashMap<>();

  static {
    confusion("accuracy", Confusion::accuracy);
    confusion("precision", Confusion::precision);
    confusion("recall", Confusion::recall);
    confusion("specificity", Confusion::specificity);
    confusion("npv", Confusion::npv);
    confusion("fpr", Confusion::fpr);
    confusion("fnr", Confusion::fnr);
    confusion("f1", Confusion::f1);
    confusion("balanced_accuracy", Confusion::balancedAccuracy);
    confusion("mcc", Confusion::mcc);
    value(
        "macro_f1",
        in -> MultiClass.macroF1(in.texts("classes"), in.texts("labels"), in.texts("predictions")));
    value("roc_auc", in -> Ranking.rocAuc(in.integers("labels"), in.numbers("scores")));
    value(
        "average_precision",
        in -> Ranking.averagePrecision(in.integers("labels"), in.numbers("scores")));
    value("brier", in -> Calibration.brier(in.integers("labels"), in.numbers("probabilities")));
    value("log_loss", Answers::logLoss);
    value(
        "ece", in -> Calibration.ece(in.integers("labels"), in.numbers("probabilities"), bins(in)));
    value(
        "ece_top_label",
        in -> Calibration.eceTopLabel(in.integers("labels"), in.rows("probabilities"), bins(in)));
    value("rmse", in -> Regression.rmse(in.numbers("observed"), in.numbers("predicted")));
    value("mae", in -> Regression.mae(in.numbers("observed"), in.numbers("predicted")));
    value("r2", in -> Regression.r2(in.numbers("observed"), in.numbers("predicted")));
    intervals();
    tests();
    drift();
    fairness();
    decisions();
    bootstrap();
  }

  private Answers() {}

  /**
   * Answers a vector.
   *
   * @throws IllegalArgumentException for a statistic that is not known here
   */
  static Map<String, Object> of(String statistic, Input input) {
    Function<Input, Outcome<Map<String, Object>>> known = STATISTICS.get(statistic);
    if (known == null) {
      throw new IllegalArgumentException("No statistic is called " + statistic);
    }
    return switch (known.apply(input)) {
      case Outcome.Ok<Map<String, Object>>(Map<String, Object> values) -> {
        Map<String, Object> answer = new HashMap<>(values);
        answer.put("status", "OK");
        yield answer;
      }
      case Outcome.Undefined<Map<String, Object>>(
              Reason reason,
              List<String> groups,
              OptionalDouble estimate) -> {
        Map<String, Object> answer = new HashMap<>();
        answer.put("status", "UNDEFINED");
        answer.put("reason", reason);
        answer.put("groups", groups);
        estimate.ifPresent(found -> answer.put("estimate", found));
        yield answer;
      }
      case Outcome.Rejected<Map<String, Object>>(Fault fault) ->
          Map.of("status", "REJECTED", "reason", fault);
    };
  }

  private static <T> void put(
      String statistic,
      Function<Input, Outcome<T>> answer,
      Function<T, Map<String, Object>> members) {
    STATISTICS.put(statistic, in -> answer.apply(in).map(members));
  }

  private static void value(String statistic, Function<Input, Outcome<Double>> answer) {
    put(statistic, answer, value -> Map.of("value", value));
  }

  private static void pValue(String statistic, Function<Input, Outcome<Double>> answer) {
    put(statistic, answer, value -> Map.of("pValue", value));
  }

  private static void estimate(String statistic, Function<Input, Outcome<Estimate>> answer) {
    put(statistic, answer, Answers::members);
  }

  private static Map<String, Object> members(Estimate estimate) {
    Map<String, Object> members = new HashMap<>(members(estimate.interval()));
    members.put("estimate", estimate.value());
    return members;
  }

  private static Map<String, Object> members(Interval interval) {
    return Map.of("lower", interval.lower(), "upper", interval.upper());
  }

  private static Map<String, Object> members(TestResult test) {
    return Map.of("statistic", test.statistic(), "pValue", test.pValue());
  }

  private static Map<String, Object> members(Verdict verdict) {
    return Map.of("verdict", verdict, "passed", verdict.passed());
  }

  private static Map<String, Object> with(Map<String, Object> one, Map<String, Object> other) {
    Map<String, Object> both = new HashMap<>(one);
    both.putAll(other);
    return both;
  }

  private static void confusion(String statistic, Function<Confusion, Outcome<Double>> answer) {
    value(statistic, in -> in.confusion().then(answer));
  }

  private static int bins(Input in) {
    return in.has("bins") ? in.integer("bins") : Calibration.BINS;
  }

  private static Outcome<Double> logLoss(Input in) {
    int[] labels = in.integers("labels");
    double[] probabilities = in.numbers("probabilities");
    return in.has("epsilon")
        ? Calibration.logLoss(labels, probabilities, in.number("epsilon"))
        : Calibration.logLoss(labels, probabilities);
  }

  private static Proportion first(Input in) {
    return in.proportion("x1", "n1");
  }

  private static Proportion second(Input in) {
    return in.proportion("x2", "n2");
  }

  private static double confidence(Input in) {
    return in.number("confidence");
  }

  private static void intervals() {
    put(
        "wilson_ci",
        in -> Intervals.wilson(in.proportion("successes", "trials"), confidence(in)),
        Answers::members);
    put(
        "clopper_pearson_ci",
        in -> Intervals.clopperPearson(in.proportion("successes", "trials"), confidence(in)),
        Answers::members);
    estimate(
        "newcombe_difference_ci", in -> Intervals.newcombe(first(in), second(in), confidence(in)));
    estimate("katz_ratio_ci", in -> Intervals.katz(first(in), second(in), confidence(in)));
    estimate(
        "paired_difference_ci",
        in -> Intervals.paired(in.count("b"), in.count("c"), in.count("n"), confidence(in)));
    put(
        "auc_ci_delong",
        in -> DeLong.area(in.integers("labels"), in.numbers("scores"), confidence(in)),
        area ->
            with(
                members(new Estimate(area.auc(), area.interval())),
                Map.of("standardError", area.standardError(), "method", area.method())));
  }

  private static void tests() {
    put(
        "two_proportion_z",
        in -> ProportionTests.z(first(in), second(in), Alternative.valueOf(in.text("alternative"))),
        Answers::members);
    pValue("fisher_exact", in -> TableTests.fisherExact(in.table("table")));
    put(
        "chi2_independence",
        in -> TableTests.chiSquared(in.table("table"), in.flag("yates")),
        test ->
            Map.of(
                "statistic", test.statistic(),
                "df", test.degreesOfFreedom(),
                "pValue", test.pValue(),
                "warning", test.expectedBelow5() ? "EXPECTED_BELOW_5" : ""));
    pValue("mcnemar_exact", in -> ProportionTests.mcNemarExact(in.count("b"), in.count("c")));
    pValue("mcnemar_midp", in -> ProportionTests.mcNemarMidP(in.count("b"), in.count("c")));
    put(
        "delong_paired",
        in ->
            DeLong.paired(
                in.integers("labels"),
                in.numbers("scoresA"),
                in.numbers("scoresB"),
                confidence(in)),
        found ->
            with(
                with(members(found.interval()), members(found.test())),
                Map.of(
                    "aucA", found.aucA(),
                    "aucB", found.aucB(),
                    "difference", found.difference(),
                    "standardError", found.standardError())));
    adjustment("holm", Multiplicity::holm);
    adjustment("benjamini_hochberg", Multiplicity::benjaminiHochberg);
  }

  private static void adjustment(
      String statistic, Function<List<OptionalDouble>, Outcome<List<OptionalDouble>>> adjust) {
    put(
        statistic,
        in -> adjust.apply(in.pValues("pValues")),
        values ->
            Map.of(
                "values",
                values.stream()
                    .map(p -> p.isPresent() ? (Object) p.getAsDouble() : "UNDEFINED")
                    .toList()));
  }

  private static void drift() {
    value(
        "psi",
        in -> Drift.psi(in.counts("reference"), in.counts("current"), in.number("pseudoCount")));
    value("jensen_shannon", in -> Drift.jensenShannon(in.counts("p"), in.counts("q")));
    put(
        "ks_two_sample",
        in ->
            Drift.kolmogorovSmirnov(
                in.numbers("x"), in.numbers("y"), Drift.KsMethod.valueOf(in.text("method"))),
        Answers::members);
    put(
        "sample_size_two_proportions",
        in ->
            Power.sampleSize(
                in.number("p1"), in.number("p2"), in.number("alpha"), in.number("power")),
        size -> Map.of("perGroup", size.rows(), "raw", size.raw()));
    value(
        "power_two_proportions",
        in ->
            Power.twoProportions(
                in.number("p1"), in.number("p2"), in.count("perGroup"), in.number("alpha")));
    put(
        "min_n_flawless",
        in -> Power.flawless(in.number("threshold"), confidence(in)),
        size -> Map.of("trials", size.rows(), "raw", size.raw()));
  }

  private static void fairness() {
    gap("demographic_parity_difference", Rate.SELECTION);
    gap("equal_opportunity_difference", Rate.RECALL);
    gap("predictive_parity_difference", Rate.PRECISION);
    gap("fpr_gap", Rate.FPR);
    gap("fnr_gap", Rate.FNR);
    gap("accuracy_gap", Rate.ACCURACY);
    value(
        "demographic_parity_ratio",
        in -> groups(in).then(all -> Fairness.ratio(Rate.SELECTION, all, minimum(in))));
    value(
        "equalized_odds_difference",
        in -> groups(in).then(all -> Fairness.equalizedOdds(all, minimum(in))));
    value(
        "average_odds_difference",
        in ->
            groups(in)
                .then(all -> Fairness.averageOdds(all, in.text("referenceGroup"), minimum(in))));
    value("calibration_gap", in -> GroupCalibration.gap(scored(in)));
    value("ece_group_gap", in -> GroupCalibration.eceGap(scored(in), bins(in)));
    value(
        "generalised_entropy",
        in ->
            GeneralisedEntropy.of(
                in.integers("labels"), in.integers("predictions"), in.integer("alpha")));
  }

  private static void gap(String statistic, Rate rate) {
    value(statistic, in -> groups(in).then(all -> Fairness.gap(rate, all, minimum(in))));
  }

  private static Outcome<List<Group>> groups(Input in) {
    return Outcome.all(
        in.each(
            "groups", one -> one.confusion().map(counts -> new Group(one.text("group"), counts))));
  }

  private static Minimum minimum(Input in) {
    return new Minimum(
        in.has("minGroupSize") ? in.count("minGroupSize") : 0,
        in.has("minConditioned") ? in.count("minConditioned") : 0);
  }

  private static List<GroupCalibration.Scored> scored(Input in) {
    return in.each(
        "groups",
        one ->
            new GroupCalibration.Scored(
                one.text("group"), one.integers("labels"), one.numbers("probabilities")));
  }

  private static void decisions() {
    put(
        "verdict",
        in -> Outcome.ok(claim(in.inner("claim")).judge(in.interval("interval"))),
        Answers::members);
    put(
        "four_fifths_verdict",
        in -> Parity.fourFifths(first(in), second(in), confidence(in)),
        judged ->
            judged.ratio() instanceof Outcome.Ok<Estimate>(Estimate ratio)
                ? with(members(judged.verdict()), members(ratio))
                : members(judged.verdict()));
    put(
        "pairwise_parity_verdict",
        in ->
            Parity.pairwise(
                in.each(
                    "groups",
                    one ->
                        new Parity.Selection(
                            one.text("group"), one.proportion("selected", "size"))),
                in.number("maxDifference"),
                confidence(in)),
        judged ->
            with(
                members(judged.verdict()),
                Map.of(
                    "level",
                    judged.level(),
                    "pairs",
                    judged.pairs().stream().map(Answers::members).toList())));
    put(
        "champion_challenger",
        in -> ChampionChallenger.decide(in.interval("interval"), in.number("margin")),
        decision -> Map.of("decision", decision));
  }

  private static Map<String, Object> members(Parity.Pair pair) {
    return with(
        members(pair.difference().interval()),
        Map.of("a", pair.first(), "b", pair.second(), "verdict", pair.verdict()));
  }

  private static Claim claim(Input in) {
    return switch (in.text("type")) {
      case "AT_LEAST" -> new Claim.AtLeast(in.number("threshold"));
      case "AT_MOST" -> new Claim.AtMost(in.number("threshold"));
      default -> new Claim.Within(in.number("lower"), in.number("upper"));
    };
  }

  private static void bootstrap() {
    put("bootstrap_rng", in -> Outcome.ok(in), Answers::stream);
    put(
        "bootstrap_percentile_ci",
        in -> Bootstrap.percentile(plan(in), Strata.of(in.texts("strata")), resampled(in)),
        found ->
            with(
                members(new Estimate(found.estimate(), found.interval())),
                Map.of("firstReplicates", found.firstReplicates())));
    put(
        "bootstrap_bca_ci",
        in ->
            Bootstrap.accelerated(
                plan(in), Strata.single(in.integers("labels").length), resampled(in)),
        found ->
            with(
                members(new Estimate(found.estimate(), found.interval())),
                Map.of(
                    "z0", found.z0(),
                    "acceleration", found.acceleration(),
                    "alpha1", found.alpha1(),
                    "alpha2", found.alpha2())));
  }

  private static Map<String, Object> stream(Input in) {
    BootstrapStream stream = new BootstrapStream(in.text("seedMaterial"));
    if (in.has("bound")) {
      return Map.of(
          "indices",
          IntStream.range(0, in.integer("count"))
              .mapToObj(_ -> stream.index(in.integer("bound")))
              .toList());
    }
    return Map.of(
        "state",
        words(Arrays.stream(BootstrapStream.state(in.text("seedMaterial")))),
        "longs",
        words(LongStream.generate(stream::nextLong).limit(in.integer("count"))));
  }

  private static List<String> words(LongStream longs) {
    return longs.mapToObj(word -> String.format(Locale.ROOT, "%016x", word)).toList();
  }

  private static BootstrapPlan plan(Input in) {
    return new BootstrapPlan(in.text("seedMaterial"), in.integer("replicates"), confidence(in));
  }

  private static Function<int[], Outcome<Double>> resampled(Input in) {
    int[] labels = in.integers("labels");
    return switch (in.text("statistic")) {
      case "roc_auc" -> rows -> Ranking.rocAuc(of(labels, rows), of(in.numbers("scores"), rows));
      case "roc_auc_delta" ->
          rows ->
              Ranking.rocAuc(of(labels, rows), of(in.numbers("scoresA"), rows))
                  .then(
                      a ->
                          Ranking.rocAuc(of(labels, rows), of(in.numbers("scoresB"), rows))
                              .map(b -> a - b));
      case "brier" ->
          rows -> Calibration.brier(of(labels, rows), of(in.numbers("probabilities"), rows));
      case "precision" -> rows -> precision(of(labels, rows), of(in.integers("predictions"), rows));
      default -> throw new IllegalArgumentException("No resampled " + in.text("statistic"));
    };
  }

  private static Outcome<Double> precision(int[] labels, int[] predictions) {
    long selected = Arrays.stream(predictions).sum();
    long hits =
        IntStream.range(0, labels.length).filter(i -> labels[i] + predictions[i] == 2).count();
    return Confusion.of(hits, selected - hits, labels.length - selected, 0L)
        .then(Confusion::precision);
  }

  private static int[] of(int[] values, int[] rows) {
    return Arrays.stream(rows).map(row -> values[row]).toArray();
  }

  private static double[] of(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }
}
