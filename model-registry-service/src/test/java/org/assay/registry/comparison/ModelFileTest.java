package org.assay.registry.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelFileTest {

  @Test
  void readsTheSignatureAsMlflowWritesIt() {
    String text =
        """
        flavors:
          sklearn:
            code: null
        signature:
          inputs: '[{"type": "double", "name": "income", "required": true}, {"type": "double",
            "name": "user''s debt", "required": true}]'
          outputs: '[{"type": "long", "required": true}]'
          params: null
        utc_time_created: '2026-01-01'
        """;

    assertThat(ModelFile.signature(text))
        .containsEntry(
            "inputs",
            "[{\"type\": \"double\", \"name\": \"income\", \"required\": true}, {\"type\": \"double\","
                + " \"name\": \"user's debt\", \"required\": true}]")
        .containsEntry("outputs", "[{\"type\": \"long\", \"required\": true}]")
        .hasSize(2);
  }

  @Test
  void saysNothingOfAFileThatHasNone() {
    assertThat(ModelFile.signature("flavors: {}\nsignature: null\n")).isEmpty();
    assertThat(ModelFile.signature("")).isEmpty();
  }

  @Test
  void readsPackages() {
    String text =
        """
        # made by mlflow
        mlflow==3.1
        numpy>=1.26 # newest

        pandas
        -r other.txt
        numpy==2; python_version>'3'
        """;

    assertThat(ModelFile.requirements(text))
        .containsEntry("requirement mlflow", "==3.1")
        .containsEntry("requirement numpy", ">=1.26, ==2; python_version>'3'")
        .containsEntry("requirement pandas", "any")
        .hasSize(3);
  }
}
