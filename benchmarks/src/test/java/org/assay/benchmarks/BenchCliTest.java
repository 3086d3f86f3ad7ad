package org.assay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCliTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void listsEachBenchmarkOnALine() {
    assertThat(run("--list")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines().map(line -> line.split(" ", 2)[0]))
        .containsExactly(
            "registration",
            "read",
            "gateway",
            "gate",
            "submission",
            "mlflow",
            "search",
            "decisions",
            "evaluation",
            "startup",
            "all");
  }

  @Test
  void listsWhereNothingIsAskedFor() {
    assertThat(run()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("registration");
  }

  @Test
  void explainsItself() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--seconds N");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "gate --seconds 0",
        "gate --seconds",
        "gate --rounds x",
        "gate --seconds 121",
        "gate --fast 1"
      })
  void understandsNothingElse(String line) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("./assay bench --help");
  }

  private int run(String... arguments) {
    return BenchCli.run(
        List.of(arguments),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
