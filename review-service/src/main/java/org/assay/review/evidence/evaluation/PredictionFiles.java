package org.assay.review.evidence.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.assay.contracts.name.Digest;
import org.assay.review.evidence.comparison.Comparison;
import org.assay.review.evidence.comparison.ComparisonReport;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.PlannedComparison;
import org.assay.review.evidence.plan.PredictionTask;
import org.assay.review.evidence.reduction.Classes;
import org.assay.review.evidence.reduction.DuckDbTable;
import org.assay.review.evidence.reduction.SqlPairing;
import org.assay.review.evidence.reduction.TableColumns;
import org.assay.review.evidence.reduction.TableException;
import org.assay.review.evidence.reduction.TableFault;
import org.assay.review.evidence.reduction.TableLimits;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a file of predictions into a folder of its own, and evaluates it there; nothing of the
 * folder is left, whatever comes of it.
 */
@ApplicationScoped
class PredictionFiles {

  private static final int PIECE = 1 << 16;
  private static final int FETCHED = 30;

  private final RegistryFilesClient registry;
  private final EvaluationConfig config;

  PredictionFiles(RegistryFilesClient registry, EvaluationConfig config) {
    this.registry = registry;
    this.config = config;
  }

  /**
   * What was made of a file.
   *
   * @param comparison with the champion, or a baseline, where the plan asks for that
   */
  record Made(EvaluationReport report, @Nullable Comparison comparison) {}

  /**
   * What is evaluated.
   *
   * @param champion whom the version is compared with, where there is one
   */
  record Asked(Evaluation evaluation, EvaluationPlan plan, @Nullable Rival champion) {}

  /**
   * Makes the report of a file.
   *
   * @throws TableException for what no evaluation can be made of
   * @throws UncheckedIOException if the registry is away, so that it may be tried again
   */
  Made evaluate(Asked asked, String project, Watch watch) {
    try {
      Path folder = folder();
      try {
        Path file = folder.resolve("table");
        fetch(asked.evaluation(), project, file, watch);
        Rival champion = asked.champion();
        if (champion != null) {
          fetch(champion.evaluation(), project, champion(file), watch);
        }
        return evaluate(asked, file, watch);
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The predictions could not be fetched", e);
    }
  }

  private static Path champion(Path file) {
    return file.resolveSibling("champion");
  }

  private Path folder() throws IOException {
    return config.folder().isPresent()
        ? Files.createTempDirectory(Files.createDirectories(config.folder().get()), "evaluation-")
        : Files.createTempDirectory("evaluation-");
  }

  private void fetch(Evaluation evaluation, String project, Path file, Watch watch)
      throws IOException {
    MessageDigest sha256 = Digest.sha256();
    long left = evaluation.size();
    try (InputStream in = open(evaluation, project);
        OutputStream out = Files.newOutputStream(file)) {
      byte[] piece = new byte[PIECE];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        left -= read;
        if (left < 0) {
          throw new IOException("The registry sends more than it said");
        }
        sha256.update(piece, 0, read);
        out.write(piece, 0, read);
        watch.reached(percent(evaluation.size() - left, evaluation.size()));
      }
    }
    if (!Digest.of(sha256.digest()).value().equals(evaluation.dataDigest())) {
      throw new IOException("The bytes have another digest than the file");
    }
  }

  private static int percent(long done, long all) {
    return all == 0 ? FETCHED : (int) (FETCHED * done / all);
  }

  private InputStream open(Evaluation evaluation, String project) throws IOException {
    try {
      return registry.open(project, evaluation.useId());
    } catch (NoSuchFileException e) {
      throw new TableException(
          TableFault.FILE_GONE,
          "The registry does not keep the file %s of evaluation %s any longer"
              .formatted(evaluation.upload(), evaluation.evidenceId()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The service ends", e);
    }
  }

  private Made evaluate(Asked asked, Path file, Watch watch) throws IOException {
    Path work = Files.createDirectory(file.resolveSibling("work"));
    Path other = asked.champion() == null ? file : champion(file);
    EvaluationPlan plan = asked.plan();
    PredictionColumns columns = asked.evaluation().columns();
    try (DuckDbTable table = DuckDbTable.open(file, other, work, limits())) {
      watch.running(table::interrupt);
      ReportBasis basis =
          new ReportBasis(
              plan,
              asked.evaluation().planDigest(),
              asked.evaluation().digest(),
              columns.score() != null,
              watch::reached);
      EvaluationReport report =
          plan.predicted() == PredictionTask.REGRESSION
              ? NumbersReport.of(basis, table.readNumbers(columns.table()))
              : EvaluationReport.of(basis, table.read(columns.table(), classes(plan)));
      PlannedComparison comparison = plan.comparison();
      return new Made(
          report, comparison == null ? null : compare(asked, comparison, table, other, watch));
    }
  }

  /** Reads the other model's predictions too, once the own are read. */
  private static Comparison compare(
      Asked asked, PlannedComparison comparison, DuckDbTable table, Path other, Watch watch) {
    Evaluation own = asked.evaluation();
    Rival champion = asked.champion();
    EvaluationPlan plan = asked.plan();
    TableColumns columns = own.columns().table();
    TableColumns its =
        champion == null
            ? own.columns().baseline()
            : champion.evaluation().columns().withoutGroups();
    ComparisonReport.Terms terms =
        new ComparisonReport.Terms(
            champion == null ? null : champion.shown(),
            own.digest(),
            own.planDigest(),
            watch::goOn);
    if (plan.predicted() == PredictionTask.REGRESSION) {
      return ComparisonReport.of(plan, comparison, table.pairNumbers(columns, other, its), terms);
    }
    SqlPairing pairing =
        table.pair(
            new SqlPairing.Model(columns, classes(plan)),
            other,
            new SqlPairing.Model(its, classes(champion == null ? plan : champion.plan())));
    return ComparisonReport.of(plan, comparison, pairing, terms);
  }

  private static Classes classes(EvaluationPlan plan) {
    List<String> labels = plan.labels();
    return plan.predicted() == PredictionTask.MULTICLASS
        ? Classes.several(labels, plan.positiveClass(), plan.probabilities())
        : Classes.two(labels.getFirst(), labels.getLast(), plan.threshold(), plan.probabilities());
  }

  private TableLimits limits() {
    return new TableLimits(
        config.memory().asLongValue(),
        config.disk().asLongValue(),
        config.threads(),
        config.mostRows(),
        Math.toIntExact(config.longestRow().asLongValue()));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
