package org.assay.review.round;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.assay.review.round.WalkDriver.Told;
import org.jspecify.annotations.Nullable;

/**
 * Where the rounds and reviews of a version stand by their events alone, each of which comes next
 * in its own order and says where it led. Not for more than one thread.
 */
final class WalkReplay {

  private final Map<UUID, Long> versions = new HashMap<>();
  private final Map<UUID, String> states = new HashMap<>();

  /** Takes in the next event; returns what is wrong with it, null where nothing is. */
  @Nullable String follow(Told told) {
    long before = versions.getOrDefault(told.aggregate(), 0L);
    versions.put(told.aggregate(), told.version());
    if (told.version() != before + 1) {
      return "%s is version %d after %d".formatted(told.name(), told.version(), before);
    }
    String what = told.type().replaceAll("^org\\.assay\\.review\\.|\\.v1$", "");
    String state = states.get(told.aggregate());
    String led;
    if (what.startsWith("review.")) {
      led = review(what.substring("review.".length()), state, told);
    } else if (what.startsWith("assessment.")) {
      led =
          what.equals("assessment.opened")
              ? "OPEN"
              : what.substring("assessment.".length()).toUpperCase(Locale.ROOT);
    } else {
      return null;
    }
    states.put(told.aggregate(), led);
    String said = told.data().path("state").asText();
    return led.equals(said)
        ? null
        : "%s leads from %s to %s, and says %s".formatted(told.name(), state, led, said);
  }

  private static String review(String act, @Nullable String state, Told told) {
    String before = state == null ? "none" : state;
    return switch (act) {
      case "requested" -> "REQUESTED";
      case "assigned" -> before.equals("REQUESTED") ? "ASSIGNED" : before;
      case "unassigned" -> told.data().path("assignees").isEmpty() ? "REQUESTED" : before;
      case "started" -> before.equals("ASSIGNED") ? "IN_PROGRESS" : before;
      case "changes-requested" -> "CHANGES_REQUESTED";
      case "resumed" -> before.equals("CHANGES_REQUESTED") ? "IN_PROGRESS" : before;
      // Whether conditions are open is the condition's own to tell.
      case "approved" ->
          told.data().path("state").asText().equals("APPROVED_WITH_CONDITIONS")
              ? "APPROVED_WITH_CONDITIONS"
              : "APPROVED";
      case "conditions-met" -> "APPROVED";
      case "approval-retracted", "rebound" ->
          before.startsWith("APPROVED") ? "IN_PROGRESS" : before;
      case "rejected", "voided", "expired" -> act.toUpperCase(Locale.ROOT);
      case "approval-recorded", "commented" -> before;
      default -> "nowhere: %s is no event of a review".formatted(act);
    };
  }

  /** Returns where each round and review stands. */
  Map<UUID, String> states() {
    return Map.copyOf(states);
  }
}
