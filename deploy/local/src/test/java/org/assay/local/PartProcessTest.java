package org.assay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder;

  @Test
  void isFoundByItsFolderUntilItIsStopped() {
    PartProcess started = start("sleep 60");

    assertThat(PartProcess.running("part", folder)).map(PartProcess::pid).hasValue(started.pid());
    assertThat(PartProcess.running("part", folder)).map(PartProcess::port).hasValue(4711);

    started.stop("TERM", PATIENCE);

    assertThat(PartProcess.running("part", folder)).isEmpty();
    assertThat(PartProcess.died("part", folder)).isFalse();
  }

  @Test
  void takesNoOtherProcessOfTheSameNumberForIt() throws IOException {
    Files.writeString(
        folder.resolve("server.pid"), ProcessHandle.current().pid() + " 4711 another-boot:1\n");

    assertThat(PartProcess.running("part", folder)).isEmpty();
    assertThat(PartProcess.died("part", folder)).isTrue();
  }

  @Test
  void readsNothingFromABrokenNote() throws IOException {
    Files.writeString(folder.resolve("server.pid"), "what is this\n");

    assertThat(PartProcess.running("part", folder)).isEmpty();
  }

  @Test
  void saysWhatADeadOneSaidLast() {
    PartProcess started = start("echo no room left; exit 1");

    assertThatThrownBy(() -> started.awaitReady(PATIENCE, () -> false))
        .isInstanceOf(PartFailed.class)
        .hasMessageContaining("part ended during its start")
        .hasMessageContaining("no room left");
  }

  @Test
  void isDeadToTheFolderAfterAForeignKill() {
    PartProcess started = start("sleep 60");

    ProcessHandle handle = ProcessHandle.of(started.pid()).orElseThrow();
    handle.destroyForcibly();
    handle.onExit().join();

    assertThat(PartProcess.running("part", folder)).isEmpty();
    assertThat(PartProcess.died("part", folder)).isTrue();
  }

  @Test
  void killsWhatIgnoresItsSignal() {
    PartProcess started = start("trap '' TERM; echo deaf; while :; do sleep 1; done");
    started.awaitReady(PATIENCE, () -> PartProcess.tail(PartProcess.log(folder), 1).equals("deaf"));

    started.stop("TERM", Duration.ofMillis(100));

    assertThat(started.alive()).isFalse();
  }

  @Test
  void killsEvenWhenItsThreadIsInterrupted() {
    PartProcess started = start("sleep 60");

    Thread.currentThread().interrupt();
    started.kill();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(started.alive()).isFalse();
  }

  @Test
  void keepsTheLogOfTheRunBefore() throws IOException {
    start("echo first").stop("TERM", PATIENCE);
    PartProcess second = start("echo second; sleep 60");

    second.awaitReady(
        PATIENCE, () -> PartProcess.tail(PartProcess.log(folder), 1).equals("second"));

    second.kill();
    assertThat(folder.resolve("server.log.1")).exists();
  }

  private PartProcess start(String script) {
    return PartProcess.start("part", folder, 4711, List.of("sh", "-c", script), Map.of());
  }
}
