package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.assay.local.demo.MlflowScript;
import org.assay.local.demo.MortgageDemo;
import org.assay.local.demo.Narrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real MLflow clients of Python, unmodified, against the whole: as somebody with the right and
 * as somebody without. {@code verification/mlflow/as_users.py} is what they do. Where the machine
 * has no Python these tests are skipped and say so.
 */
@ExtendWith(RunningWhole.class)
class MlflowPythonE2E {

  private final Whole whole;

  MlflowPythonE2E(Whole whole) {
    this.whole = whole;
  }

  @ParameterizedTest
  @EnumSource
  void doWhatTheirUsersMayAndNothingElse(MlflowPython client) {
    assertThat(client.run("as_users.py", whole)).contains("all done in");
  }

  @Test
  void aScriptThatKnowsMlflowOnlyComesToTheGatesAllow() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    MlflowScript script =
        new MlflowScript(
            MlflowPython.MLFLOW_3.environment(), URI.create(whole.gatewayUrl()), whole.tokens());
    Narrator narrator = new Narrator(new PrintStream(told, true, StandardCharsets.UTF_8));
    new MortgageDemo(whole.gateway(), narrator, Clock.systemUTC()).play(script);
    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("registered denial, version 1")
        .contains("\"digest_origin\":\"COMPUTED\"")
        .contains("\"decision\":\"ALLOW\"")
        .doesNotContain("Bearer ey");
  }
}
