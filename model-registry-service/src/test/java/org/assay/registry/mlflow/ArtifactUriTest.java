package org.assay.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactUriTest {

  @Test
  void readsWhatItWrites() {
    Optional<ArtifactUri> read = ArtifactUri.parse("mlflow-artifacts:/credit/1/run/artifacts/m/");

    assertThat(read).map(ArtifactUri::text).contains("mlflow-artifacts:/credit/1/run/artifacts/m");
    assertThat(ArtifactUri.parse(read.orElseThrow().text())).isEqualTo(read);
  }

  /** A client would load other bytes than those that were sealed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlflow-artifacts://elsewhere:5000/credit/1/m",
        "mlflow-artifacts:///credit/1/m",
        "mlflow-artifacts:/credit/1/m?x",
        "mlflow-artifacts:/credit/1/m#x",
        "mlflow-artifacts:/credit/1/%6d",
        "mlflow-artifacts:/credit/1/../m",
        "s3://credit/1/m"
      })
  void takesNothingThatClientsReadOtherwise(String text) {
    assertThat(ArtifactUri.parse(text)).isEmpty();
  }
}
