package org.assay.verification.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which faults a trial meets. */
class FaultsTest {

  private final List<Fault> all = Faults.all(Duration.ofSeconds(5));

  @Test
  void drawsEachFaultAtLeastOnceWhereThereIsRoom() {
    assertThat(Faults.drawn(all, 200, 1)).hasSize(200).containsAll(all);
  }

  @Test
  void drawsTheSameForTheSameSeed() {
    assertThat(Faults.drawn(all, 30, 7)).isEqualTo(Faults.drawn(all, 30, 7));
    assertThat(Faults.drawn(all, 30, 7)).isNotEqualTo(Faults.drawn(all, 30, 8));
  }

  @Test
  void goesOnUntilSoManyWereKilled() {
    List<Fault> dying = Faults.select(all, "");
    int cycles = Faults.cyclesForKills(dying, 200, 3);
    assertThat(Faults.drawn(dying, cycles, 3).stream().filter(Fault::unclean).count())
        .isBetween(200L, 205L);
    assertThat(Faults.drawn(dying, cycles - 1, 3).stream().filter(Fault::unclean).count())
        .isLessThan(200);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Faults.cyclesForKills(Faults.select(all, "F9"), 1, 3));
  }

  @Test
  void takesEitherCyclesOrKills() {
    assertThat(FaultsCli.plan(List.of("--kills", "30")).cycles()).isGreaterThan(30);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultsCli.plan(List.of("--kills", "30", "--cycles", "30")));
  }

  @Test
  void selectsFamilies() {
    assertThat(Faults.select(all, "F1, F3")).extracting(Fault::family).containsOnly("F1", "F3");
    assertThat(Faults.select(all, ""))
        .extracting(Fault::family)
        .containsOnly("F1", "F2", "F3", "F4");
    assertThatIllegalArgumentException().isThrownBy(() -> Faults.select(all, "F99"));
  }
}
