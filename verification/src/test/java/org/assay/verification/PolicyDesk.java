package org.assay.verification;

import static org.assay.verification.Setting.ADMIN;
import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.LEAD;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.verification.plan.Plans;

/** Drafts, tries and publishes policies of a project, as the people do whose acts these are. */
final class PolicyDesk {

  static final String POLICIES = "/api/v1/policies";

  private final Setting setting;

  PolicyDesk(Setting setting) {
    this.setting = setting;
  }

  /** A draft for a project that asks for nothing yet. */
  static ObjectNode draft(String project) {
    ObjectNode draft =
        Setting.JSON
            .objectNode()
            .put("name", Setting.fresh("house"))
            .put("text", "What the house wants");
    draft.putObject("scope").put("kind", "PROJECT").put("key", project);
    return draft;
  }

  /** Adds a requirement that nobody overrides, and returns it. */
  static ObjectNode requirement(ObjectNode draft, String id, String satisfiedIf) {
    ObjectNode requirement =
        draft
            .withArray("requirements")
            .addObject()
            .put("id", id)
            .put("satisfied_if", satisfiedIf)
            .put("help", "The house wants " + id);
    requirement.putArray("overridable_by");
    return requirement;
  }

  /** A reviewer's draft of it. */
  static Request drafting(ObjectNode draft) {
    return Request.post(ETHICS_REVIEWER, POLICIES, draft);
  }

  /** Drafts it once its project is known, which travels by an event; returns its id. */
  String drafted(ObjectNode draft) {
    return await()
        .atMost(Setting.PATIENCE)
        .until(() -> setting.send(drafting(draft)), answer -> !isTooEarly(answer))
        .text("/id");
  }

  private static boolean isTooEarly(Answer answer) {
    return answer.body().path("errors").findValuesAsText("code").contains("UNKNOWN_SCOPE");
  }

  /** Tries a draft to the end. */
  void tryOut(String policy) {
    tryOutAt(POLICIES + "/" + policy);
  }

  /** Tries a draft of whatever is published by two to the end. */
  void tryOutAt(String path) {
    String runs = path + "/dry-runs";
    String run = setting.granted(Request.post(ETHICS_REVIEWER, runs, Plans.nothing())).text("/id");
    await()
        .atMost(Setting.PATIENCE)
        .until(() -> setting.read(AUDITOR, runs + "/" + run).text("/state").equals("DONE"));
  }

  /** One person's word for publishing what stands there now. */
  Request agreement(Sender person, String policy) {
    return agreementAt(person, POLICIES + "/" + policy);
  }

  /** The same for whatever is published by two. */
  Request agreementAt(Sender person, String path) {
    Answer seen = setting.read(AUDITOR, path);
    return Request.post(
            person,
            path + "/publications",
            Setting.reason("The board agreed").put("digest", seen.text("/digest")))
        .ifUnchangedSince(seen);
  }

  /** Drafts, tries and publishes it; returns its id. */
  String published(ObjectNode draft) {
    String policy = drafted(draft);
    tryOut(policy);
    setting.granted(agreement(LEAD, policy));
    setting.granted(agreement(ADMIN, policy));
    return policy;
  }
}
