package org.assay.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line answers while nothing runs. */
class AssayCliTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path home;
  @TempDir Path programs;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "start",
        "up now",
        "down --all",
        "status all",
        "logs",
        "logs database",
        "token",
        "demo x",
        "demo --mlflow now",
        "demo --policy",
        "demo --policy default/1",
        "demo --mlflow --policy demo/1"
      })
  void doesNotUnderstand(String command) {
    assertThat(run(command)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("./assay help");
    assertThat(out.size()).isZero();
  }

  @Test
  void saysThatNothingRuns() {
    assertThat(run("status")).isEqualTo(3);
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(7)
        .allMatch(line -> line.contains("stopped"));
    assertThat(run("down")).isZero();
    assertThat(run("logs gateway")).isEqualTo(1);
  }

  @Test
  void printsNoTokenWhereNoneCanBeHad() {
    assertThat(run("token engineer")).isEqualTo(1);
    assertThat(out.size()).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Keycloak does not answer");
  }

  @Test
  void startsNothingForMlflowWhereThereIsNoPython() {
    assertThat(run("demo --mlflow")).isEqualTo(4);
    assertThat(out.size()).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Python 3.10 or later");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void saysWhatPipSaidWhereItInstallsNothing() throws IOException {
    String searchPath =
        python3(
            """
            case "$2" in
              venv) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
              pip) echo 'no such package'; exit 1 ;;
            esac
            """);

    assertThat(run("demo --mlflow", searchPath)).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Installing mlflow");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("no such package");
  }

  /** Returns a folder with a {@code python3} that passes for one. */
  private String python3(String body) throws IOException {
    Path python = programs.resolve("python3");
    Files.writeString(python, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
    return programs.toString();
  }

  private int run(String command) {
    return run(command, "");
  }

  private int run(String command, String searchPath) {
    StackPorts free = StackPorts.free();
    Map<String, String> environment =
        Map.of(
            "ASSAY_HOME", home.toString(),
            "PATH", searchPath,
            "ASSAY_KEYCLOAK_PORT", Integer.toString(free.keycloak()),
            "ASSAY_GATEWAY_PORT", Integer.toString(free.gateway()));
    List<String> arguments = command.isEmpty() ? List.of() : List.of(command.split(" ", -1));
    try (PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      return AssayCli.run(arguments, environment, outStream, errStream);
    }
  }
}
