package org.assay.review.policy;

import java.util.Map;
import org.assay.review.policy.Policy.Clause;

/**
 * The words of requirements that Assay has of every policy. The bytes of a published policy never
 * change, so one that was published before such a requirement cannot word it.
 */
final class BuiltInClauses {

  private static final Map<String, Clause> CLAUSES =
      Map.of(
          "classified",
          new Clause(
              "The model is classified",
              "The questionnaire is answered for the model, and the answers still describe its use"
                  + " cases and are recent enough.",
              null),
          "evidence-recent",
          new Clause(
              "The evidence is recent",
              "No record of the version's evidence is older than the policy lets it be for the tier"
                  + " of its model.",
              null),
          "open-conditions",
          new Clause(
              "Not too many conditions are open",
              "At a release no more conditions of the approvals are open, and none is due later,"
                  + " than the policy lets be for the tier of the model.",
              null),
          "qualified-sections",
          new Clause(
              "The special sections are approved by somebody qualified for them",
              "Of the approvals of the performance review that count, one at least is by a person who"
                  + " held, when approving and at the release, the qualification FL for a federated"
                  + " model, RL for a policy of reinforcement learning, GEN for a generative model;"
                  + " each section has its own. Two administrators grant qualifications.",
              null),
          "not-held",
          new Clause(
              "No hold stands on the bytes",
              "Bytes on which a lead or a reviewer placed a hold are neither released nor deployed"
                  + " until another lead or reviewer lifts it, or its time ends.",
              null),
          "incidents-contained",
          new Clause(
              "No serious incident is open",
              "Bytes with a SEV1 incident are neither released nor deployed until somebody other than its"
                  + " reporter closes it; with a SEV2 incident until the gate is closed for them by a"
                  + " revocation or a hold, and the incident thereby contained.",
              null),
          "tier-permitted",
          new Clause(
              "No use of the model is prohibited",
              "A model that is classified PROHIBITED for one of its use cases passes no review, and is"
                  + " neither released nor deployed.",
              null));

  private BuiltInClauses() {}

  /** Returns the words of a requirement; one that nobody worded is shown by its key. */
  static Clause of(String key) {
    return CLAUSES.getOrDefault(key, new Clause(key, key, null));
  }
}
