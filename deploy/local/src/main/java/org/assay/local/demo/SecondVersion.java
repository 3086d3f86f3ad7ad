package org.assay.local.demo;

import java.util.List;

/**
 * What follows from the gap that the first version shows: a second one that mitigates it, held
 * against the one in production on the same rows.
 */
final class SecondVersion {

  private final Stage stage;
  private final MortgageModel model;
  private final StoryVersion version;
  private final PredictionDesk predictions;
  private final ReviewPair reviews;
  private String evidence = "";

  SecondVersion(Stage stage, StoryVersion version, PredictionDesk predictions) {
    this.stage = stage;
    this.model = MortgageModel.second();
    this.version = version;
    this.predictions = predictions;
    this.reviews = new ReviewPair(stage);
  }

  void register(Sender engineer) {
    stage.expect(
        201,
        Request.post(engineer, "/api/v1/models/" + version.model() + "/versions", model.version()));
    stage
        .narrator()
        .highlight(
            "its rows are reweighed, and it points only to what is denied more likely than not");
  }

  /** It is compared with the version in production, whose evidence that is. */
  void evaluate(String champion) {
    String plan = predictions.planComparison(version);
    evidence = predictions.evaluate(version, plan, model.predictions(), champion);
  }

  void review(Sender engineer, Sender ethics, Sender performance) {
    reviews.take(version.submit(stage, engineer, "both reviews are open", 2));
    reviews.claim(ethics, ReviewPair.ETHICS);
    predictions.read(ethics, evidence);
    reviews.approve(
        ethics,
        ReviewPair.ETHICS,
        "Four fifths hold with their interval; whether the gap is within 0.1 takes more rows",
        List.of());
    reviews.claim(performance, ReviewPair.PERFORMANCE);
    predictions.tellComparison(predictions.read(performance, evidence));
    reviews.approve(
        performance,
        ReviewPair.PERFORMANCE,
        "More accurate than the one in production, ranks no worse; it points to fewer applications",
        List.of());
  }

  void release(Sender lead) {
    version.release(stage, lead);
  }

  /** Asks the gate about its bytes in production. */
  String gate() {
    return version.gate(model.digest());
  }

  void gateAllows(Sender engineer) {
    Request question = Request.get(engineer, gate());
    Answer answer = stage.expect(200, question);
    stage.requireDecision("ALLOW", question, answer);
    stage.lines(question);
  }
}
