package org.assay.verification;

import static org.assay.verification.Setting.ADMIN;
import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.verification.plan.Plans;

/** How a policy comes into force: drafted, tried, and agreed to by a lead and an administrator. */
record Publishing(Setting setting) {

  private static final String POLICIES = "/api/v1/policies";

  /** Brings a draft into force; returns the policy. */
  Answer publish(ObjectNode draft) {
    String policy = drafted(draft);
    awaitTried(policy);
    agree(LEAD, policy);
    return agree(ADMIN, policy);
  }

  /** Returns the id of a new draft. */
  String drafted(ObjectNode draft) {
    return setting.granted(Request.post(ETHICS_REVIEWER, POLICIES, draft)).text("/id");
  }

  void awaitTried(String policy) {
    String run =
        setting
            .granted(
                Request.post(
                    ETHICS_REVIEWER, POLICIES + "/" + policy + "/dry-runs", Plans.nothing()))
            .text("/id");
    await()
        .atMost(Setting.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        setting
                            .read(AUDITOR, POLICIES + "/" + policy + "/dry-runs/" + run)
                            .text("/state"))
                    .isEqualTo("DONE"));
  }

  Answer agree(Sender person, String policy) {
    return setting.granted(agreement(person, policy));
  }

  Request agreement(Sender person, String policy) {
    Answer seen = setting.read(AUDITOR, POLICIES + "/" + policy);
    return Request.post(
            person,
            POLICIES + "/" + policy + "/publications",
            Setting.JSON.objectNode().put("digest", seen.text("/digest")))
        .ifUnchangedSince(seen);
  }
}
