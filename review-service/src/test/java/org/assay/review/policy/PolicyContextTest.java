package org.assay.review.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyContextTest {

  private static final Path REFERENCE = Path.of("../docs/reference/policies.md");

  static Iterable<String> fields() {
    return PolicyContext.fields();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void isExplained(String field) throws IOException {
    assertThat(Files.readString(REFERENCE)).contains("`" + field + "`");
  }
}
