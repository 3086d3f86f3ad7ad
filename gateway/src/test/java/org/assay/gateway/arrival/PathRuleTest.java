package org.assay.gateway.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathRuleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1/models/credit.denial/versions/3",
        "/api/v1/models/credit.a%20model%20%C3%A9/versions/3?x=%2F&y=..;//",
        "/api/v1/models/credit...three",
        "/api/v1/models/credit.a%3Bb",
        "/api/v1/models/",
        "/api/v1/models/a+b~c!$&'()*,=@"
      })
  void readsHonestPaths(String target) {
    assertThat(PathRule.fault(target)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "http://other/api/v1/models",
        "//other/api",
        "/api//v1/models",
        "/api/v1/../../q/metrics",
        "/api/v1/./models",
        "/api/v1/models/..",
        "/api/v1/models/%2e%2e/x",
        "/api/v1/models/.%2E/x",
        "/api/v1/models;a=b",
        "/api/v1/models/a;b/versions",
        "/api/v1/models/a%2Fb",
        "/api/v1/models/a%2fb",
        "/api/v1/models/a%5Cb",
        "/api/v1/models/a\\b",
        "/api/v1/models/a%252Fb",
        "/api/v1/models/a%25",
        "/api/v1/models/a%",
        "/api/v1/models/a%2",
        "/api/v1/models/a%zz",
        "/api/v1/models/a%00",
        "/api/v1/models/a%0A",
        "/api/v1/models/a%7F",
        "/api/v1/models/a%FF",
        "/api/v1/models/a%C0%AE",
        "/api/v1/models/a b",
        "/api/v1/models/é",
        "/api/v1/models#x"
      })
  void refusesWhatTwoParsersCouldReadDifferently(String target) {
    assertThat(PathRule.fault(target)).isPresent();
  }

  @Test
  void refusesAnOverlongTarget() {
    assertThat(PathRule.fault("/" + "a".repeat(4_096))).isPresent();
    assertThat(PathRule.fault("/?" + "a".repeat(16_382))).isEmpty();
    assertThat(PathRule.fault("/?" + "a".repeat(16_383))).isPresent();
  }
}
