package org.assay.registry.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.Tokens;
import org.assay.registry.dataset.DatasetTestCase;
import org.junit.jupiter.api.Test;

/** A submission tells who had a part in what a version rests on; review-service bars them. */
@QuarkusTest
class InvolvementIT extends DatasetTestCase {

  @Inject EventLog events;

  private static Project fourAtWork() {
    return project(
        Map.of(
            "lead", "OWNER",
            "engineer", "CONTRIBUTOR",
            "engineer-2", "CONTRIBUTOR",
            "lead-2", "CONTRIBUTOR"));
  }

  @Test
  void namesOwnersOfWhatItWasTrainedOrTunedOnButNotOfWhatItWasMeasuredOn() {
    Project project = fourAtWork();
    String model = registered(project, "denial");
    List<Map<String, Object>> data =
        List.of(
            on("TRAINED_ON", owned(project, "train", "engineer-2")),
            on("TUNED_ON", owned(project, "tune", "lead-2")),
            on("EVALUATED_ON", owned(project, "test", "lead")));

    assertThat(involved(submitted("engineer", model, data, "engineer")))
        .containsExactlyInAnyOrder("DATA_OWNER engineer-2", "DATA_OWNER lead-2");
  }

  @Test
  void namesWhoeverStartedItsRun() {
    Project project = fourAtWork();
    String model = registered(project, "denial");
    Map<String, Object> asked = version();
    asked.put("metrics", Map.of());
    asked.put("training_data", List.of());
    asked.put("run_id", dashed(run("engineer-2", project)));

    assertThat(involved(submitted("engineer", model, asked, "engineer")))
        .containsExactly("RUN_STARTER engineer-2");
  }

  @Test
  void namesWhoeverStartedARunThatItWasDistilledFromInTheProjectOnly() {
    Project project = fourAtWork();
    Project theirs = project(Map.of("lead-2", "CONTRIBUTOR", "engineer", "CONTRIBUTOR"));
    String model = registered(project, "denial");
    List<Map<String, Object>> runs =
        List.of(
            Map.of("kind", "DISTILLED_FROM", "run_id", dashed(run("engineer-2", project))),
            Map.of("kind", "DISTILLED_FROM", "run_id", dashed(run("lead-2", theirs))));

    assertThat(involved(submitted("engineer", model, runs, "engineer")))
        .containsExactly("ANCESTOR_CONTRIBUTOR engineer-2");
  }

  @Test
  void namesEverybodyBehindItsAncestorsInTheProjectOnly() {
    Project project = fourAtWork();
    String model = registered(project, "denial");
    String foreign =
        registered(project(Map.of("engineer", "CONTRIBUTOR", "engineer-2", "VIEWER")), "base");
    registeredVersion(foreign);
    submitted(
        "engineer-2",
        model,
        List.of(
            on("TRAINED_ON", owned(project, "old", "lead-2")), from("FINE_TUNED_FROM", foreign, 1)),
        "engineer-2");
    submitted("engineer", model, List.of(from("DISTILLED_FROM", model, 1)), "engineer");

    String last =
        submitted("engineer", model, List.of(from("AGGREGATED_FROM", model, 2)), "engineer");

    assertThat(involved(last))
        .containsExactlyInAnyOrder(
            "ANCESTOR_CONTRIBUTOR engineer",
            "ANCESTOR_CONTRIBUTOR engineer-2",
            "ANCESTOR_CONTRIBUTOR lead-2");
  }

  @Test
  void namesASubmitterOfAnEarlierRoundOfAnAncestor() {
    Project project = fourAtWork();
    String model = registered(project, "denial");
    String first = submitted("engineer", model, List.of(), "engineer");
    act("engineer", first + "/withdrawals", revision(first)).statusCode(201);
    act("engineer-2", first + "/submissions", revision(first)).statusCode(201);

    String second =
        submitted("engineer", model, List.of(from("FINE_TUNED_FROM", model, 1)), "engineer");

    assertThat(involved(second))
        .containsExactlyInAnyOrder(
            "ANCESTOR_CONTRIBUTOR engineer", "ANCESTOR_CONTRIBUTOR engineer-2");
  }

  private static String owned(Project project, String name, String owner) {
    Map<String, Object> asked = dataset(project, name);
    asked.put("owners", List.of(owner));
    return registeredDataset(asked);
  }

  private static String run(String account, Project project) {
    String experiment =
        mlflow(account, project, "experiments/create", Map.of("name", "e"), "experiment_id");
    return mlflow(
        account, project, "runs/create", Map.of("experiment_id", experiment), "run.info.run_id");
  }

  private static String mlflow(
      String account, Project project, String path, Map<String, Object> body, String answer) {
    return as(account)
        .header("X-MLFLOW-WORKSPACE", project.key())
        .contentType("application/json")
        .body(body)
        .post("/api/2.0/mlflow/" + path)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getString(answer);
  }

  private static String submitted(
      String author, String model, List<Map<String, Object>> lineage, String by) {
    Map<String, Object> asked = version();
    asked.put("lineage", lineage);
    return submitted(author, model, asked, by);
  }

  private static String submitted(
      String author, String model, Map<String, Object> asked, String by) {
    asked.put("authors", List.of(author));
    int number =
        post(by, versions(model), asked).statusCode(201).extract().jsonPath().getInt("number");
    String path = versions(model) + "/" + number;
    act(by, path + "/submissions", revision(path)).statusCode(201);
    return path;
  }

  private static int revision(String path) {
    return get("engineer", path).extract().jsonPath().getInt("revision");
  }

  /** What the last submission tells, each with the name of the account. */
  private List<String> involved(String path) {
    UUID id = UUID.fromString(get("engineer", path).extract().jsonPath().getString("id"));
    LoggedEvent told =
        events.history(id, 0, 50).stream()
            .filter(event -> event.type().equals(EventTypes.VERSION_SUBMITTED))
            .reduce((_, last) -> last)
            .orElseThrow();
    return StreamSupport.stream(told.data().path("involved").spliterator(), false)
        .map(one -> one.path("part").asText() + " " + account(one.path("subject").asText()))
        .toList();
  }

  private static String account(String subject) {
    return List.of("engineer", "engineer-2", "lead", "lead-2").stream()
        .filter(account -> Tokens.subject(account).equals(subject))
        .findFirst()
        .orElse(subject);
  }
}
