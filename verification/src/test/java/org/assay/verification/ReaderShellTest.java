package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a block of the documentation counts as failed. */
class ReaderShellTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "false; true",
        "false | cat",
        "work() { false; echo done; }; work",
        "work() { local code=0; false || code=$?; echo; return $code; }; work; echo after",
        "echo $(false)x; false\necho after",
      })
  void failsByAnyCommand(String block) throws Exception {
    assertThat(printed(block).code()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "false || true",
        "if false; then echo no; fi",
        "answer=$(false) || answer=none; echo $answer",
      })
  void doesNotFailByWhatTheBlockItselfLooksAt(String block) throws Exception {
    assertThat(printed(block).code()).isZero();
  }

  @Test
  void forgetsTheFailureOfAnEarlierBlock() throws Exception {
    try (ReaderShell shell = new ReaderShell(Path.of("."), Map.of())) {
      shell.run("set_before=here; false");
      ReaderShell.Printed printed = shell.run("echo $set_before");
      assertThat(printed.code()).isZero();
      assertThat(printed.text()).contains("here");
    }
  }

  private static ReaderShell.Printed printed(String block) throws Exception {
    try (ReaderShell shell = new ReaderShell(Path.of("."), Map.of())) {
      return shell.run(block);
    }
  }
}
