package org.assay.verification.fault.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.assay.verification.fault.Installation;
import org.junit.jupiter.api.Test;

/**
 * The short form of {@code ./assay bench faults --mutants}: the product loses nothing when it does
 * what was asked and says that it timed out, and a mistake is noticed for its own reason.
 */
class MutantsE2E {

  private static final Path FOLDER = Path.of("target", "mutants").toAbsolutePath();

  @Test
  void noticesAMistakeAndNothingWithoutOne() throws Exception {
    try (Installation installation = Installation.in(FOLDER.resolve("home"))) {
      MutantReport report =
          new Mutants(installation, FOLDER, 1, line -> System.out.println("[mutants] " + line))
              .run(List.of(Mutant.CURSOR_BEFORE_PRODUCE));
      assertThat(report.good()).as(String.join("\n", report.lines())).isTrue();
      assertThat(report.lines()).last().isEqualTo("mutants caught 1 of 1");
    }
  }
}
