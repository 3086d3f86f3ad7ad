package org.assay.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReviewProblemTest {

  private static final Path CATALOGUE = Path.of("../docs/reference/problems.md");

  @ParameterizedTest
  @EnumSource
  void isExplainedWithEqualStatusAndTitle(ReviewProblem problem) throws IOException {
    assertThat(Files.readString(CATALOGUE))
        .contains(
            "\n## %s\nStatus: %d\nTitle: %s\n\n"
                .formatted(problem.code(), problem.status(), problem.title()));
  }
}
