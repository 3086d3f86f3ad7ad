package org.assay.verification;

import static org.assay.verification.Setting.CI;
import static org.assay.verification.Setting.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people and pipelines say about a version, and what becomes of approvals when it changes. */
@ExtendWith(RunningWhole.class)
class EvidenceE2E {

  private final Setting setting;

  EvidenceE2E(Whole whole) {
    this.setting = whole.setting();
  }

  private String decision(Setting.Version version) {
    return setting.read(ENGINEER, version.gate()).text("/decision");
  }

  private String evidenceUnderReview(Setting.Version version) {
    JsonNode review = setting.openReviews(version).getFirst();
    return review.path("bound_to").path("evidence_digest").asText();
  }

  @Test
  void takesApprovalsAndTheReleaseBackUntilTheNextRoundIsReleased() {
    Setting.Version version = setting.released();
    assertThat(decision(version)).isEqualTo("ALLOW");

    Answer added =
        setting.granted(Request.post(ENGINEER, version.path() + "/evidence", Setting.document()));

    assertThat(added.status()).isEqualTo(201);
    assertThat(decision(version)).isEqualTo("DENY");
    setting.awaitState(version, "IN_REVIEW");
    setting.approveRound(version, 2);
    Answer approved = setting.awaitState(version, "APPROVED");
    assertThat(approved.body().path("round").asInt()).isEqualTo(2);
    assertThat(decision(version)).isEqualTo("DENY");
    setting.granted(setting.release(version));
    setting.awaitState(version, "RELEASED");
    assertThat(decision(version)).isEqualTo("ALLOW");
  }

  @Test
  void comesFromAPipelineRightAfterTheRegistration() {
    String project = setting.project();
    setting.member(project, "ci", "CONTRIBUTOR");
    Setting.Version version = setting.registered(setting.model(project));

    Answer added =
        setting.granted(Request.post(CI, version.path() + "/evidence", Setting.document()));

    String path = "/api/v1/evidence/" + added.text("/id");
    assertThat(setting.read(ENGINEER, path).text("/origin")).isEqualTo("CLAIMED");
    setting.submit(version);
    String set = evidenceUnderReview(version);
    setting.granted(Request.post(ENGINEER, version.path() + "/evidence", Setting.document()));
    assertThat(evidenceUnderReview(version)).isNotEqualTo(set);
  }
}
