package org.assay.local.python;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Python of the machine that MLflow 3 runs on and that can make virtual environments.
 *
 * @param executable where it is
 */
public record Python(Path executable) {

  /** The names it is looked for by; the plain one first, which is the machine's own choice. */
  private static final List<String> NAMES =
      List.of("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10");

  /** Ends well where MLflow 3 runs, which needs 3.10, and where Debian's python3-venv is there. */
  private static final String CHECK =
      "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";

  /**
   * Looks for one on the {@code PATH} of an environment.
   *
   * @throws PythonMissing where there is none
   */
  public static Python find(Map<String, String> environment) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .filter(Python::serves)
        .findFirst()
        .map(Python::new)
        .orElseThrow(
            () ->
                new PythonMissing(
                    "This needs a Python 3.10 or later with venv, and there is none on the PATH."
                        + " Install one, for example by apt-get install python3 python3-venv."));
  }

  private static boolean serves(Path executable) {
    try {
      return new ProcessBuilder(executable.toString(), "-c", CHECK)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(executable + " could not be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
