package org.assay.verification.fault.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.assay.local.demo.Answer;
import org.assay.verification.fault.history.Outcome;
import org.assay.verification.fault.history.Resolution;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request.
 *
 * @param answer the last answer, absent where there was none
 * @param attempts how often it was sent
 */
record Reply(@Nullable Answer answer, Outcome outcome, int attempts, Resolution resolution) {

  /** For an operation that could not even be asked for. */
  static Reply unasked(String why) {
    return new Reply(null, new Outcome.Fail(0, why), 0, Resolution.NONE);
  }

  boolean ok() {
    return outcome.ok();
  }

  JsonNode body() {
    return answer == null ? MissingNode.getInstance() : answer.body();
  }

  String text(String pointer) {
    return body().at(pointer).asText("");
  }

  Reply but(Outcome other, Resolution how) {
    return new Reply(answer, other, attempts, how);
  }
}
