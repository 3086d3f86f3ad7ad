package org.assay.verification.fault.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.assay.verification.fault.history.Disturbance;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.history.Outcome;
import org.junit.jupiter.api.Test;

class FloorTest {

  private final MadeUp whole = new MadeUp();

  @Test
  void isHeldByAWholeHistory() {
    assertThat(Floor.missed(chronicle(), Set.of(Kind.REGISTER), 0.5, whole.operations.size()))
        .isEmpty();
  }

  @Test
  void missesAKindThatWasNeverAcknowledged() {
    whole.act(Kind.REVOKE, "lead", 7, 8, new Outcome.Unknown("no answer"), Map.of());
    assertThat(Floor.missed(chronicle(), Set.of(Kind.REGISTER, Kind.REVOKE), 0.5, 10))
        .containsExactly("no revoke was acknowledged");
  }

  @Test
  void missesOperations() {
    assertThat(Floor.missed(chronicle(), Set.of(Kind.REGISTER), 0.5, 100)).hasSize(1);
  }

  @Test
  void missesAQuestionToTheGateInALongSilence() {
    whole.disturbances.add(silence(10, 80));
    assertThat(Floor.missed(chronicle(), Set.of(), 0.5, 1))
        .containsExactly("the gate was not asked while it had to deny, in 'away' at 10 s");
    whole.gate("DENY", 75);
    assertThat(Floor.missed(chronicle(), Set.of(), 0.5, 1)).isEmpty();
  }

  @Test
  void asksForNoQuestionInAShortSilence() {
    whole.disturbances.add(silence(10, 73));
    assertThat(Floor.missed(chronicle(), Set.of(), 0.5, 1)).isEmpty();
  }

  private static Disturbance silence(long from, long until) {
    return new Disturbance("away", from * 1_000_000_000, until * 1_000_000_000, true);
  }

  private Chronicle chronicle() {
    return new Chronicle(whole.operations, whole.disturbances);
  }
}
