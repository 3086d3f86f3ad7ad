package org.assay.benchmarks.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

  @Test
  void countsTheChildrenToo() throws IOException {
    Process shell = new ProcessBuilder("sh", "-c", "sleep 60 & echo up; wait").start();
    try (var lines = shell.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("up");
      List<Long> children = shell.descendants().map(ProcessHandle::pid).toList();

      assertThat(children).hasSize(1);
      assertThat(ResidentMemory.now(children.getFirst())).isPositive();
      assertThat(ResidentMemory.now(shell.pid()))
          .isGreaterThan(ResidentMemory.now(children.getFirst()));
    } finally {
      shell.descendants().forEach(ProcessHandle::destroy);
      shell.destroy();
    }
  }

  @Test
  void beginsThePeakAnew() {
    long own = ProcessHandle.current().pid();

    ResidentMemory.forgetPeak(own);

    assertThat(ResidentMemory.peak(own)).isPositive();
  }

  @Test
  void isNothingOfAProcessThatIsNot() {
    assertThat(ResidentMemory.now(Integer.MAX_VALUE)).isZero();
  }
}
