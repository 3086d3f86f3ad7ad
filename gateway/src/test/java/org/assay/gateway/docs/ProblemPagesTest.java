package org.assay.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assay.gateway.docs.ProblemPages.Entry;
import org.assay.gateway.problem.GatewayProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemPagesTest {

  private final ProblemPages pages =
      new ProblemPages(
          """
          Every refusal has a code.

          # one-service

          ## FIRST_CODE
          Status: 409
          Title: Something <else> is there

          What happened, **why**, and `what` to do.
          [A link](javascript:alert(1)) and <script>alert(1)</script>

          ## SECOND_CODE
          Status: 422
          Title: It breaks a rule

          Prose.

          # another-service

          ## THIRD_CODE
          Status: 503
          Title: It is away

          Prose.
          """);

  @Test
  void readsEverySection() {
    assertThat(pages.entries().keySet())
        .containsExactlyInAnyOrder("FIRST_CODE", "SECOND_CODE", "THIRD_CODE");
    assertThat(pages.entries().get("SECOND_CODE"))
        .isEqualTo(new Entry("SECOND_CODE", "422", "It breaks a rule", "Prose."));
  }

  @Test
  void rendersMarkdownAndNothingElse() {
    assertThat(pages.page("FIRST_CODE"))
        .get()
        .asString()
        .contains("<strong>why</strong>", "<code>what</code>", "Something &lt;else&gt; is there")
        .doesNotContain("<script>", "href=\"javascript:");
  }

  @Test
  void hasNoPageForAnUnknownCode() {
    assertThat(pages.page("NO_SUCH_CODE")).isEmpty();
  }

  @Test
  void listsAllCodes() {
    assertThat(pages.index()).contains("FIRST_CODE", "SECOND_CODE", "THIRD_CODE", "409");
  }

  @ParameterizedTest
  @EnumSource(GatewayProblem.class)
  void documentsEveryProblemOfTheGateway(GatewayProblem problem) throws IOException {
    ProblemPages real =
        new ProblemPages(Files.readString(Path.of("..", "docs", "reference", "problems.md")));

    assertThat(real.entries())
        .hasEntrySatisfying(
            problem.code(),
            entry -> {
              assertThat(entry.status()).isEqualTo(Integer.toString(problem.status()));
              assertThat(entry.title()).isEqualTo(problem.title());
            });
  }
}
