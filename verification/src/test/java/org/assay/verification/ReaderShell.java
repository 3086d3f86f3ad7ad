package org.assay.verification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The one bash of a reader who follows the documentation: what a block defines, a later one has. A
 * block fails by any of its commands, in a pipe and in a function too, not by its last alone.
 */
final class ReaderShell implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  /** What notes the exit code of a command that fails and that nothing looks at. */
  private static final String STRICT = "set -o pipefail -o errtrace; trap 'failed=$?' ERR\n";

  private final Process bash;
  private final Writer in;
  private final BufferedReader out;
  private final Path script;

  ReaderShell(Path folder, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "--noprofile", "--norc")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    this.bash = builder.start();
    this.in = bash.outputWriter(StandardCharsets.UTF_8);
    this.out = bash.inputReader(StandardCharsets.UTF_8);
    this.script = Files.createTempFile("block", ".sh");
    in.write(STRICT);
  }

  /** Runs the commands to their end. */
  Printed run(String commands) throws Exception {
    String end = "end-" + UUID.randomUUID();
    Files.writeString(script, commands);
    in.write(
        "failed=0; source " + script + " </dev/null; printf '\\n%s %s\\n' " + end + " $failed\n");
    in.flush();
    return CompletableFuture.supplyAsync(() -> readTo(end)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private Printed readTo(String end) {
    StringBuilder text = new StringBuilder();
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(end)) {
          return new Printed(Integer.parseInt(line.substring(end.length() + 1)), text.toString());
        }
        text.append(line).append('\n');
      }
      return new Printed(-1, text + "(the shell ended)");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    bash.destroy();
    Files.delete(script);
  }

  /**
   * How a block came out.
   *
   * @param code that of the last command that failed, 0 if none did
   */
  record Printed(int code, String text) {}
}
