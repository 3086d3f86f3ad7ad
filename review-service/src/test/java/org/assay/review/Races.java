package org.assay.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** People, or copies of the service, that act at the same moment. */
public final class Races {

  /**
   * How often two people do: fewer than tell a rare order apart, for every build; {@code
   * -Dassay.races=200} runs them all.
   */
  public static final int TIMES = Integer.getInteger("assay.races", 30);

  private Races() {}

  /** Lets four copies of the service do the same at once, and waits for them. */
  public static void fourAtOnce(Runnable act) throws Exception {
    Callable<Boolean> done =
        () -> {
          act.run();
          return true;
        };
    try (ExecutorService copies = Executors.newFixedThreadPool(4)) {
      for (var one : copies.invokeAll(List.of(done, done, done, done))) {
        assertThat(one.get()).isTrue();
      }
    }
  }
}
