package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The long form of {@link MlflowPythonE2E}: a file of 1 GB and 10,000 versions by each client. It
 * takes minutes and is in no tier; ask for it with {@code -Dit.test=MlflowManyAndLarge}.
 */
@ExtendWith(RunningWhole.class)
class MlflowManyAndLarge {

  /** What a part may grow by while 1 GB goes through it: its buffers, never the file. */
  private static final long GROWTH_MEBIBYTES = 200;

  private final Whole whole;

  MlflowManyAndLarge(Whole whole) {
    this.whole = whole;
  }

  /** Also mlflow#22665: 1 GB at constant memory. */
  @ParameterizedTest
  @EnumSource
  void comeBackWholeAtConstantMemory(MlflowPython client) {
    long registry = whole.peakMebibytes(Part.REGISTRY_SERVICE);
    long gateway = whole.peakMebibytes(Part.GATEWAY);

    assertThat(client.run("many_and_large.py", whole)).contains("all done");

    assertThat(grown(Part.REGISTRY_SERVICE, registry)).isLessThan(GROWTH_MEBIBYTES);
    assertThat(grown(Part.GATEWAY, gateway)).isLessThan(GROWTH_MEBIBYTES);
  }

  private long grown(Part part, long before) {
    long now = whole.peakMebibytes(part);
    System.out.println("[mlflow] peak memory of " + part + ": " + before + " to " + now + " MiB");
    return now - before;
  }
}
