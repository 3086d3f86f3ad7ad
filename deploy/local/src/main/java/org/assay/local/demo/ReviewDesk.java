package org.assay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where the story's reviewers work: they claim a review, answer its checklist and approve it. The
 * reader sees the whole of the first one, and of the others what differs.
 */
final class ReviewDesk {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Duration MENDED_WITHIN = Duration.ofDays(20);

  private final Stage stage;
  private final Map<String, String> open = new LinkedHashMap<>();
  private final Map<String, List<String>> mendedLater = new HashMap<>();
  private final Map<String, String> computed = new HashMap<>();
  private String evidence = "";
  private boolean answered;
  private boolean shown;

  ReviewDesk(Stage stage) {
    this.stage = stage;
  }

  /** Notes which reviews are open, by their type. */
  void take(Answer reviews) {
    reviews
        .body()
        .path("items")
        .forEach(review -> open.put(review.path("type").asText(), review.path("id").asText()));
  }

  /** Notes the record that answers rest on. */
  void restOn(String evidenceId) {
    evidence = evidenceId;
  }

  /** Notes the record that Assay computed something of, which some questions take. */
  void restOn(String proof, String evidenceId) {
    computed.put(proof, evidenceId);
  }

  /** The path of the open review of a type. */
  String path(String type) {
    String id = open.get(type);
    if (id == null) {
      throw new StoryFailed("Expected a review of type " + type + " among " + open + ".");
    }
    return "/api/v1/reviews/" + id;
  }

  /** Both claim a review; the first one answers its checklist. */
  void answer(String type, List<Sender> reviewers, Set<String> mendLater) {
    for (Sender reviewer : reviewers) {
      tell(201, Request.post(reviewer, path(type) + "/assignments", JSON.objectNode()));
    }
    Sender first = reviewers.getFirst();
    JsonNode questions =
        tell(200, Request.get(first, path(type) + "/checklist")).body().path("questions");
    List<String> denied = new ArrayList<>();
    for (JsonNode question : questions) {
      String id = question.path("id").asText();
      boolean no = !computed.keySet().containsAll(proofs(question)) || mendLater.contains(id);
      if (no) {
        denied.add(id);
      }
      give(first, type, question, no ? "NO" : "YES");
    }
    mendedLater.put(type, denied.stream().filter(mendLater::contains).toList());
    stage
        .narrator()
        .highlight(
            "%s: %d questions answered%s"
                .formatted(
                    type,
                    questions.size(),
                    denied.isEmpty() ? "" : ", with no: " + String.join(", ", denied)));
  }

  /** What Assay has to have computed before yes counts. */
  private static List<String> proofs(JsonNode question) {
    List<String> proofs = new ArrayList<>();
    question.path("requires").forEach(proof -> proofs.add(proof.asText()));
    return proofs;
  }

  private void give(Sender reviewer, String type, JsonNode question, String value) {
    ObjectNode answer = JSON.objectNode().put("answer", value);
    ArrayNode rests = answer.putArray("evidence_ids").add(evidence);
    proofs(question).stream().map(computed::get).filter(Objects::nonNull).forEach(rests::add);
    Request put =
        new Request(
            reviewer,
            "PUT",
            path(type) + "/checklist/" + question.path("id").asText(),
            Map.of("If-Match", question.path("revision").asText()),
            answer);
    if (answered) {
      insist(200, put);
    } else {
      stage.expect(200, put);
    }
    answered = true;
  }

  /** Each of them approves; the first one sets a condition for what is mended later. */
  void approve(String type, List<Sender> reviewers) {
    List<String> conditions = mendedLater.getOrDefault(type, List.of());
    for (Sender reviewer : reviewers) {
      Answer seen = stage.quietly(Request.get(reviewer, path(type)));
      ObjectNode decision =
          JSON.objectNode()
              .put("decision", "APPROVED")
              .put("reason", "Every question was looked into; what is open has an owner");
      conditions.forEach(question -> condition(decision, question));
      tell(201, Request.post(reviewer, path(type) + "/decisions", decision).ifUnchangedSince(seen));
      conditions = List.of();
    }
    shown = true;
    Answer after = stage.quietly(Request.get(reviewers.getFirst(), path(type)));
    stage.narrator().highlight(type + " is " + after.text("/state"));
  }

  private void condition(ObjectNode decision, String question) {
    decision
        .withArray("conditions")
        .addObject()
        .put("text", "What " + question + " asks for is written down and shown to a reviewer")
        .put("owner", "engineer")
        .put("due_at", stage.now().plus(MENDED_WITHIN).toString())
        .put("if_missed", "HOLD")
        .put("question_id", question);
  }

  /** Somebody tries to approve what the checklist does not allow, and is refused. */
  void failToApprove(String type, Sender reviewer) {
    Answer seen = stage.quietly(Request.get(reviewer, path(type)));
    ObjectNode decision =
        JSON.objectNode().put("decision", "APPROVED").put("reason", "It looks fair enough");
    Answer refusal =
        stage.expect(
            409,
            Request.post(reviewer, path(type) + "/decisions", decision).ifUnchangedSince(seen));
    stage.narrator().highlight(refusal.text("/code") + ": " + refusal.text("/detail"));
  }

  private Answer tell(int status, Request request) {
    return shown ? insist(status, request) : stage.expect(status, request);
  }

  private Answer insist(int status, Request request) {
    Answer answer = stage.quietly(request);
    stage.require(answer.status() == status, "status " + status, request, answer);
    return answer;
  }
}
