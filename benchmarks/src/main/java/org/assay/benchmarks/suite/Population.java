package org.assay.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assay.benchmarks.load.Shot;
import org.assay.benchmarks.load.Shots;

/**
 * A project of the lead with the engineer as contributor, its models, and the versions that are
 * registered for them: what a benchmark needs to find. All of it is made through the gateway.
 */
final class Population {

  private final Bench bench;
  private final String project;
  private final List<String> models;
  private final Random random;

  private Population(Bench bench, String project, List<String> models) {
    this.bench = bench;
    this.project = project;
    this.models = models;
    this.random = new Random(bench.settings().seed());
  }

  /** Makes a project and its models. */
  static Population of(Bench bench, int models) {
    bench.awaitCalm();
    String project = bench.freshProject();
    bench.tell("preparing project " + project + " with " + models + " models");
    String lead = bench.stack().token("lead");
    one(bench, Shot.post("/api/v1/projects", lead, key(), projectPlan(project)));
    one(
        bench,
        Shot.post(
            "/api/v1/projects/" + project + "/members",
            lead,
            key(),
            "{\"subject\":\"engineer\",\"role\":\"CONTRIBUTOR\"}"));
    List<String> names =
        IntStream.rangeClosed(1, models).mapToObj(i -> project + ".m" + i).toList();
    Population population = new Population(bench, project, names);
    String engineer = bench.stack().token("engineer");
    population.all(models, i -> modelShot(project, "m" + (i + 1), engineer));
    return population;
  }

  String project() {
    return project;
  }

  /** The full names of the models. */
  List<String> models() {
    return models;
  }

  Random random() {
    return random;
  }

  /** Registrations of new bytes for models chosen at random, by the engineer. */
  Shots registrations() {
    String token = bench.stack().token("engineer");
    return _ -> registration(models.get(random.nextInt(models.size())), digest(), token);
  }

  /** Registers so many versions, spread evenly over the models. */
  List<RegisteredVersion> registered(int count) {
    bench.tell("registering " + count + " versions");
    String token = bench.stack().token("engineer");
    return all(count, i -> registration(models.get(i % models.size()), digest(), token)).stream()
        .map(Population::version)
        .toList();
  }

  /** Sends so many requests, insists that all are granted, and gives the answers in order. */
  List<JsonNode> all(int count, Shots shots) {
    return Granted.all(bench, bench.stack().gateway(), count, shots);
  }

  static Shot registration(String model, String digest, String token) {
    String body =
        """
        {"digest":"%s","source_revision":"git:4b825dc642cb6eb9a060e54bf8d69288fbee4904",\
        "framework":"scikit-learn 1.9.1","task":"binary-classification",\
        "training_data":["sha256:%s"],"metrics":{"accuracy":0.84,"roc_auc":0.73},\
        "authors":["engineer"]}\
        """
            .formatted(digest, "0123456789abcdef".repeat(4));
    return Shot.post("/api/v1/models/" + model + "/versions", token, key(), body);
  }

  static Shot modelShot(String project, String name, String token) {
    return Shot.post(
        "/api/v1/models",
        token,
        key(),
        """
        {"name":"%s","project_key":"%s","kind":"TABULAR","intended_use":"To be measured"}\
        """
            .formatted(name, project));
  }

  static JsonNode one(Bench bench, Shot shot) {
    return Granted.all(bench, bench.stack().gateway(), 1, _ -> shot).getFirst();
  }

  /** Keys are the one thing that the seed does not give: none may ever come twice. */
  static String key() {
    return UUID.randomUUID().toString();
  }

  /** A digest that no other version has. */
  String digest() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return "sha256:" + HexFormat.of().formatHex(bytes);
  }

  static RegisteredVersion version(JsonNode answer) {
    return new RegisteredVersion(
        UUID.fromString(answer.path("id").asText()),
        answer.at("/model/name").asText(),
        answer.path("number").asInt(),
        answer.path("revision").asLong(),
        answer.path("digest").asText());
  }

  private static String projectPlan(String key) {
    return """
    {"key":"%s","name":"Benchmarks","business_goal":"Know how fast it is",\
    "sponsor":"lead-2","unit":"credit"}\
    """
        .formatted(key);
  }
}
