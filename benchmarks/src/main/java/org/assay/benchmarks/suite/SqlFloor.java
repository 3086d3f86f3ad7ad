package org.assay.benchmarks.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assay.benchmarks.load.Shot;
import org.assay.benchmarks.peer.LoggedStatement;
import org.assay.benchmarks.peer.Pgbench;
import org.assay.benchmarks.peer.PgbenchScript;
import org.assay.benchmarks.peer.Specimen;
import org.assay.benchmarks.peer.StatementLog;
import org.assay.benchmarks.report.Sample;
import org.assay.benchmarks.stack.Database;
import org.assay.benchmarks.stack.ProcessorTimes;

/**
 * The SQL of a registration and nothing else: pgbench with the statements that the server logged of
 * one, in a copy of the registry's database on the same server.
 */
final class SqlFloor {

  private static final int SPECIMEN_NUMBER = 7919;
  private static final String DATABASE = "registry_floor";

  /** More transactions than a run has, so that no two runs use the same ids. */
  private static final long RUN_OF_NUMBERS = 10_000_000;

  private final Bench bench;
  private final Pgbench pgbench;
  private final List<LoggedStatement> transaction;
  private final Path script;
  private int runs;

  private SqlFloor(Bench bench, Pgbench pgbench, List<LoggedStatement> transaction, Path script) {
    this.bench = bench;
    this.pgbench = pgbench;
    this.transaction = transaction;
    this.script = script;
  }

  /**
   * Prepares it.
   *
   * @throws IllegalStateException if there is no pgbench
   */
  static SqlFloor of(Bench bench, Population population) {
    Pgbench pgbench = Pgbench.find(bench.stack().database());
    bench.tell("reading the statements of one registration from PostgreSQL's log");
    Specimen specimen = specimen(bench, population);
    String token = bench.stack().token("engineer");
    Shot shot =
        registration(population, specimen.digest(), token)
            .with("Idempotency-Key", specimen.idempotencyKey());
    List<LoggedStatement> logged =
        new StatementLog(bench.stack().database(), bench.stack().databaseLog())
            .during(() -> Population.one(bench, shot));
    List<LoggedStatement> transaction = PgbenchScript.transactionOf(logged, specimen);
    copyDatabase(bench, specimen, population.models().size());
    PgbenchScript script = PgbenchScript.of(transaction, specimen, population.models().size());
    try {
      Path file = Files.writeString(bench.folder().resolve("registration.sql"), script.text());
      return new SqlFloor(bench, pgbench, transaction, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many statements a registration is, with BEGIN and COMMIT. */
  int statements() {
    return transaction.size();
  }

  /** How many of them only read. */
  long reads() {
    return transaction.stream().filter(LoggedStatement::reads).count();
  }

  Sample measured(int round, int clients, Duration length) {
    ProcessorTimes before = bench.processorTimes();
    Pgbench.Rate rate = pgbench.run(script, DATABASE, clients, length, RUN_OF_NUMBERS * runs++);
    Map<String, Double> percent = bench.processorTimes().percentSince(before);
    bench.tell(
        String.format(
            Locale.ROOT,
            "  pgbench, round %d: %.0f/s, mean %.2f ms",
            round,
            rate.perSecond(),
            rate.meanMillis()));
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("per_second", rate.perSecond());
    figures.put("mean_ms", rate.meanMillis());
    return new Sample("pgbench", round, figures, percent, Map.of(), "");
  }

  /** A model and version number that are told apart from all else that is logged. */
  private static Specimen specimen(Bench bench, Population population) {
    Database database = bench.stack().database();
    String token = bench.stack().token("engineer");
    String project = population.project();
    String model =
        Population.one(bench, Population.modelShot(project, "specimen", token)).path("id").asText();
    // Several before it, so that the service's statements are prepared and its copies are there.
    for (int i = 0; i < 6; i++) {
      Population.one(bench, registration(population, population.digest(), token));
    }
    database.execute(
        "registry",
        "update model set last_number = %d where id = '%s'".formatted(SPECIMEN_NUMBER - 1, model));
    Map<String, String> existing =
        Map.of(
            "project",
            database.value("registry", "select id from project where key = '" + project + "'"),
            "engineer",
            database.value("registry", "select created_by from model where id = '" + model + "'"));
    return new Specimen(
        model,
        "specimen",
        SPECIMEN_NUMBER,
        population.digest(),
        "specimen-of-the-benchmark",
        existing);
  }

  private static Shot registration(Population population, String digest, String token) {
    return Population.registration(population.project() + ".specimen", digest, token);
  }

  /** Copying needs a database that nobody uses, so the service is away for it. */
  private static void copyDatabase(Bench bench, Specimen specimen, int models) {
    Database database = bench.stack().database();
    var service = bench.stack().stack().process("model-registry-service");
    service.stop();
    try {
      database.execute(
          "postgres",
          "drop database if exists " + DATABASE,
          "create database " + DATABASE + " template registry");
    } finally {
      service.start();
    }
    // The copy's models get the ids that the script makes up, in the place of those that were
    // there.
    database.execute(
        DATABASE,
        "alter table model_version drop constraint model_version_model_fk",
        "delete from model where name <> 'specimen'");
    for (int i = 1; i <= models; i++) {
      database.execute(
          DATABASE,
          """
          insert into model (id, name, project_id, project_key, kind, paradigms, intended_use, owner_id, revision, created_by)
          select '%s', '%s', project_id, project_key, kind, paradigms, intended_use, owner_id, revision, created_by
            from model where id = '%s'\
          """
              .formatted(PgbenchScript.modelId(i), PgbenchScript.modelName(i), specimen.modelId()));
    }
    database.execute(
        DATABASE,
        "alter table model_version add constraint model_version_model_fk"
            + " foreign key (model_id) references model (id) not valid");
  }
}
