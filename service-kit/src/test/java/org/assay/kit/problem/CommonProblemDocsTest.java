package org.assay.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assay.contracts.problem.CommonProblem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every code that all parts share is explained, with the status and title that it answers. */
class CommonProblemDocsTest {

  @ParameterizedTest
  @EnumSource
  void standsInTheCatalogue(CommonProblem problem) throws IOException {
    assertThat(Files.readString(Path.of("../docs/reference/problems.md")))
        .contains(
            "\n## %s\nStatus: %d\nTitle: %s\n\n"
                .formatted(problem.code(), problem.status(), problem.title()));
  }
}
