package org.assay.verification;

import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.ENGINEER_2;
import static org.assay.verification.Setting.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Plots through the gateway: as data, and as images that a browser may show and nothing more. */
@ExtendWith(RunningWhole.class)
class PlotsE2E {

  private static final String MARKUP = "<script>alert(1)</script>";

  private final Setting setting;

  PlotsE2E(Whole whole) {
    this.setting = whole.setting();
  }

  /** Counts of a new version, in which nobody of one group was selected in vain. */
  private String counted() {
    ObjectNode counts =
        JSON.objectNode()
            .put("kind", "GROUP_COUNTS")
            .put("attribute", "sex")
            .put("positive_class", "denied");
    counts
        .putArray("groups")
        .add(group(MARKUP, 45, 15, 35, 15))
        .add(group("male", 30, 10, 40, 20))
        .add(group("unknown", 30, 0, 40, 20));
    Setting.Version version = setting.registered();
    return await()
        .atMost(Setting.PATIENCE)
        .until(
            () -> setting.send(Request.post(ENGINEER, version.path() + "/evidence", counts)),
            answer -> answer.status() == 201)
        .text("/id");
  }

  private static ObjectNode group(String name, int tp, int fp, int tn, int fn) {
    return JSON.objectNode()
        .put("name", name)
        .put("tp", tp)
        .put("fp", fp)
        .put("tn", tn)
        .put("fn", fn);
  }

  @Test
  void areImagesThatHoldNoMarkupOfOthers() {
    String plots = "/api/v1/evidence/" + counted() + "/plots";

    Answer list = setting.read(ENGINEER, plots);
    Answer data = setting.read(ENGINEER, plots + "/groups-1-recall");
    Answer image =
        setting.granted(
            Request.get(ENGINEER, plots + "/groups-1-recall")
                .with("Accept", "image/avif,image/svg+xml,image/*,*/*;q=0.8"));

    assertThat(list.body().path("items").findValuesAsText("name")).contains("groups-1-recall");
    assertThat(data.text("/y/categories/0")).isEqualTo(MARKUP);
    assertThat(image.header("Content-Type")).isEqualTo("image/svg+xml");
    assertThat(image.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(image.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(image.body().asText())
        .startsWith("<svg ")
        .contains("&lt;script&gt;", "<title>Recall by sex</title>")
        .doesNotContain("<script>");
  }

  @Test
  void showEachReaderWhatThatReaderMaySee() {
    String plots = "/api/v1/evidence/" + counted() + "/plots";

    assertThat(setting.read(AUDITOR, plots + "/confusion-matrix").text("/series/0/points/0/n"))
        .isEqualTo("105");
    assertThat(setting.send(Request.get(ENGINEER, plots + "/confusion-matrix")).status())
        .isEqualTo(404);
    assertThat(setting.read(ENGINEER, plots + "/groups-1-fpr").body().toString())
        .contains("\"MASKED\"");
    assertThat(setting.send(Request.get(ENGINEER_2, plots)).status()).isEqualTo(404);
  }
}
