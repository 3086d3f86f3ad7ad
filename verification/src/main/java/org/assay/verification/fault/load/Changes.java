package org.assay.verification.fault.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.verification.fault.history.Outcome;
import org.assay.verification.fault.history.Resolution;
import org.jspecify.annotations.Nullable;

/**
 * Changes by PATCH and DELETE, which have no Idempotency-Key: If-Match lets a repeat happen at most
 * once, and where it is refused, reading tells whether an earlier one had happened.
 */
final class Changes {

  private final Client client;

  Changes(Client client) {
    this.client = client;
  }

  /**
   * Changes a thing that nobody else changes meanwhile.
   *
   * @param happened whether what is read afterwards shows that it had happened
   */
  Reply change(
      Sender sender,
      String method,
      String path,
      @Nullable JsonNode body,
      Predicate<Reply> happened) {
    Reply before = client.untilKnown(Request.get(sender, path));
    if (!before.ok()) {
      return Reply.unasked("NOT_READ");
    }
    Map<String, String> headers = new HashMap<>();
    headers.put("If-Match", before.text("/revision"));
    if (body != null) {
      headers.put("Content-Type", "application/merge-patch+json");
    }
    Reply reply = client.untilKnown(new Request(sender, method, path, headers, body));
    if (reply.resolution() != Resolution.REFUSED) {
      return reply;
    }
    Reply after = client.untilKnown(Request.get(sender, path));
    if (!after.ok()) {
      return reply.but(new Outcome.Unknown("not read"), Resolution.NEVER);
    }
    return happened.test(after)
        ? new Reply(after.answer(), new Outcome.Ok(200, false), reply.attempts(), Resolution.SEEN)
        : reply;
  }
}
