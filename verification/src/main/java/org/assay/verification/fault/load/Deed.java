package org.assay.verification.fault.load;

import java.util.Map;
import org.assay.local.demo.Sender;
import org.assay.verification.fault.history.Kind;

/**
 * What a client did, and what came of it.
 *
 * @param key the Idempotency-Key, empty where there is none
 * @param about what it was about, for the history
 */
record Deed(Kind kind, String account, String key, Reply reply, Map<String, String> about) {

  Deed(Kind kind, Sender sender, String key, Reply reply, Map<String, String> about) {
    this(kind, name(sender), key, reply, about);
  }

  private static String name(Sender sender) {
    return switch (sender) {
      case Sender.Account(String name) -> name;
      case Sender.Machine(String client, String _) -> client;
      case Sender.Bearer _ -> "bearer";
      case Sender.Nobody _ -> "nobody";
    };
  }
}
