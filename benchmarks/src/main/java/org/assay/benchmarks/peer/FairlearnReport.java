package org.assay.benchmarks.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assay.local.python.Python;
import org.assay.local.python.PythonEnvironment;

/**
 * The report that pandas, scikit-learn and fairlearn compute of a table of predictions, each time
 * in a process of its own; and the tables. {@code benchmarks/evaluation/peer.py} does both.
 */
public final class FairlearnReport {

  private static final Path SCRIPTS = Path.of("benchmarks", "evaluation");
  private static final Path REQUIREMENTS = Path.of("benchmarks", "requirements-evaluation.txt");

  private final PythonEnvironment python;
  private final Path folder;

  private FairlearnReport(PythonEnvironment python, Path folder) {
    this.python = python;
    this.folder = folder;
  }

  /**
   * Installs what it needs.
   *
   * @param folder for its packages and the tables
   * @param progress is told of what takes long
   * @throws org.assay.local.python.PythonMissing if the machine has no Python that would do
   */
  public static FairlearnReport in(Path folder, Consumer<String> progress) {
    Path home = folder.toAbsolutePath();
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FairlearnReport(
        PythonEnvironment.in(
            home.resolve("python"),
            Python.find(System.getenv()),
            REQUIREMENTS.toAbsolutePath(),
            progress::accept),
        home);
  }

  /**
   * Makes a table as {@code NAME.parquet} and {@code NAME.csv}.
   *
   * @param groups how many groups each of its three columns has
   */
  public void make(String name, long rows, String groups, long seed) {
    run(
        Map.of(
            "TABLE", folder.resolve(name).toString(),
            "ROWS", Long.toString(rows),
            "PER_COLUMN", groups,
            "SEED", Long.toString(seed)));
  }

  /** Where a table lies. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * Computes the report of a table.
   *
   * @return its {@code figures} by name, {@code seconds}, what of them was spent on reading ({@code
   *     read_s}), scikit-learn and fairlearn ({@code sklearn_s}, {@code fairlearn_s}), and {@code
   *     peak_mib}
   */
  public JsonNode of(String name) {
    Path figures = folder.resolve("figures.json");
    run(Map.of("TABLE", file(name).toString(), "FIGURES", figures.toString()));
    try {
      return new ObjectMapper().readTree(figures.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(Map<String, String> variables) {
    List<String> printed = new ArrayList<>();
    int code = python.run(SCRIPTS.toAbsolutePath(), "peer.py", variables, printed::add);
    if (code != 0) {
      throw new IllegalStateException("peer.py failed: " + String.join("\n", printed));
    }
  }
}
