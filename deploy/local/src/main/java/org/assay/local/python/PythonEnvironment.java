package org.assay.local.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assay.local.Folders;
import org.assay.local.PartFailed;
import org.assay.local.Progress;

/**
 * A virtual environment of its own with the packages of a requirements file. It is complete where
 * the copy of that file stands in it, which is written last.
 */
public final class PythonEnvironment {

  private static final String COMPLETE = "assay-requirements.txt";

  private final Path folder;

  private PythonEnvironment(Path folder) {
    this.folder = folder;
  }

  /**
   * The one in a folder, made anew unless it is complete with the same requirements. Processes that
   * ask for the same one at once wait for the one that makes it.
   *
   * @param requirements names the packages, as pip reads them
   * @throws PartFailed with pip's words where they cannot be installed
   */
  public static PythonEnvironment in(
      Path folder, Python python, Path requirements, Progress progress) {
    PythonEnvironment environment = new PythonEnvironment(folder);
    try (FileChannel beside = lockFile(folder);
        FileLock _ = beside.lock()) {
      String wanted = Files.readString(requirements);
      if (!environment.has(wanted)) {
        progress.line(
            "Installing %s into %s, by pip from its usual index (a minute or two)."
                .formatted(packages(wanted), folder));
        environment.make(python, requirements);
        Files.writeString(folder.resolve(COMPLETE), wanted);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Python's packages could not be installed in " + folder, e);
    }
    return environment;
  }

  private static FileChannel lockFile(Path folder) throws IOException {
    Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
    return FileChannel.open(
        parent.resolve(folder.getFileName() + ".lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  /** Its Python. */
  public Path python() {
    return folder.resolve("bin").resolve("python");
  }

  /**
   * Runs a script to its end.
   *
   * @param folder where it is, and where it runs
   * @param variables put over those of this process
   * @param output hears each line that it prints
   * @return its exit code
   */
  public int run(Path folder, String script, Map<String, String> variables, Progress output) {
    ProcessBuilder builder = new ProcessBuilder(python().toString(), script);
    builder.directory(folder.toFile());
    builder.environment().putAll(variables);
    builder.environment().put("PYTHONUNBUFFERED", "1");
    builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
    try {
      return run(builder, output);
    } catch (IOException e) {
      throw new UncheckedIOException(script + " could not be run", e);
    }
  }

  private boolean has(String wanted) throws IOException {
    Path complete = folder.resolve(COMPLETE);
    return Files.exists(complete)
        && Files.readString(complete).equals(wanted)
        && Files.isExecutable(python());
  }

  private void make(Python python, Path requirements) throws IOException {
    Folders.delete(folder);
    require(List.of(python.executable().toString(), "-m", "venv", folder.toString()));
    require(
        List.of(
            python().toString(),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
            // Compiled as they are imported: most modules of MLflow never are.
            "--no-compile",
            "--requirement",
            requirements.toAbsolutePath().toString()));
  }

  private static void require(List<String> command) throws IOException {
    List<String> printed = new ArrayList<>();
    int code = run(new ProcessBuilder(command), printed::add);
    if (code != 0) {
      throw new PartFailed(
          "%s failed (exit code %d):%n%s"
              .formatted(String.join(" ", command), code, String.join("\n", printed)));
    }
  }

  private static int run(ProcessBuilder builder, Progress output) throws IOException {
    builder.redirectErrorStream(true).redirectInput(Path.of("/dev/null").toFile());
    Process process = builder.start();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.line(line);
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new PartFailed("interrupted", e);
    }
  }

  private static String packages(String requirements) {
    return String.join(
        ", ",
        requirements.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
  }
}
