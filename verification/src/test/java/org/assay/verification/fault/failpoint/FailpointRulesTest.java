package org.assay.verification.fault.failpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FailpointRulesTest {

  private static final Pattern PASSED = Pattern.compile("fails\\(\"([^\"]+)\"\\)");
  private static final Pattern RULE = Pattern.compile("(?m)^RULE (.+)$");

  private final String script = script();

  @Test
  void haveOnePlaceForEachFailpoint() {
    List<String> places = PASSED.matcher(script).results().map(r -> r.group(1)).toList();
    assertThat(places)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Failpoint.values()).map(Failpoint::label).toList());
  }

  @Test
  void haveNamesOfTheirOwn() {
    assertThat(RULE.matcher(script).results().map(MatchResult::group).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void areTriedInEachPartWithEachAction() {
    assertThat(FailpointFault.all())
        .extracting(FailpointFault::name)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name).startsWith("F2 "))
        .contains("F2 done, but told it timed out: write after commit in model-registry-service");
  }

  private static String script() {
    try (InputStream in =
        FailpointRulesTest.class.getResourceAsStream(
            "/org/assay/verification/fault/" + Agent.FAILPOINTS)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
