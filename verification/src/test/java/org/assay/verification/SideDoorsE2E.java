package org.assay.verification;

import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.JSON;
import static org.assay.verification.Setting.LEAD;
import static org.assay.verification.Setting.LEAD_2;
import static org.assay.verification.Setting.NOBODY;
import static org.assay.verification.Setting.PERFORMANCE_REVIEWER;
import static org.assay.verification.Setting.PERFORMANCE_REVIEWER_2;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.verification.plan.Plans;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * CVE-2026-1999: another door to the same act skips its checks. An author who is lead and reviewer
 * too tries every documented door, with the real ids of everything about the version, and what each
 * expects in its body.
 */
@ExtendWith(RunningWhole.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SideDoorsE2E {

  /** What an author with these roles may do: each closes something, or lets nothing pass. */
  private static final Set<String> HARMLESS =
      Set.of(
          "POST versions/holds",
          "POST versions/revocations",
          "POST findings/answers",
          "POST findings/fixes",
          "POST reviews/responses",
          "POST reviews/comments",
          "POST overrides/withdrawals",
          // one word of two
          "POST policies/retirements",
          "PUT versions/card");

  private final Setting setting;
  private final RealmAdmin realm;
  private final PolicyDesk desk;
  private final Map<String, String> ids = new LinkedHashMap<>();
  private Sender.Account author = new Sender.Account("");
  private Setting.Version version = new Setting.Version("", 0, "");

  SideDoorsE2E(Whole whole) {
    this.setting = whole.setting();
    this.realm = whole.realm();
    this.desk = new PolicyDesk(setting);
  }

  @BeforeAll
  void prepare() {
    author =
        realm.person(
            "author", "credit", "engineer", "lead", "ethics-reviewer", "performance-reviewer");
    String project = setting.project();
    setting.member(project, author.name(), "CONTRIBUTOR");
    ObjectNode draft = PolicyDesk.draft(project);
    for (String key : List.of("ninth", "tenth")) {
      PolicyDesk.requirement(draft, key, "version.number >= 9")
          .withArray("overridable_by")
          .add("lead");
    }
    ids.put("policies", desk.published(draft));
    version =
        setting.registered(
            setting.model(project), plan -> plan.withArray("authors").add(author.name()));
    setting.submit(version);
    review();
    ids.put("holds", place());
    ids.put("proposals", setting.granted(override("ninth", LEAD_2)).text("/id"));
    String other = setting.granted(override("tenth", LEAD_2)).text("/id");
    setting.granted(
        setting.act(
            PERFORMANCE_REVIEWER_2, "/api/v1/proposals/" + other, "approvals", Plans.nothing()));
    ids.put("overrides", setting.read(LEAD, version.path() + "/overrides").text("/items/0/id"));
  }

  /** One review waits with a finding, the other one is approved under a condition. */
  private void review() {
    String ethics = setting.reviewOf(version, "ETHICS");
    ids.put("reviews", ethics);
    setting.granted(Setting.claim(ETHICS_REVIEWER, ethics));
    ObjectNode finding =
        JSON.objectNode().put("severity", "MAJOR").put("text", "There is no harm table");
    Answer raised =
        setting.granted(
            Request.post(ETHICS_REVIEWER, "/api/v1/reviews/" + ethics + "/findings", finding));
    ids.put("findings", raised.text("/id"));
    String performance = setting.reviewOf(version, "PERFORMANCE");
    setting.granted(Setting.claim(PERFORMANCE_REVIEWER, performance));
    ObjectNode decision = Setting.decision("APPROVED");
    decision
        .putArray("conditions")
        .addObject()
        .put("text", "Have it measured at peak load")
        .put("owner", author.name())
        .put("due_at", inDays(10))
        .put("if_missed", "HOLD");
    Answer decided =
        setting.granted(
            setting.act(
                PERFORMANCE_REVIEWER, "/api/v1/reviews/" + performance, "decisions", decision));
    ids.put("conditions", decided.text("/conditions/0/id"));
  }

  private String place() {
    return setting
        .granted(
            Request.post(
                ETHICS_REVIEWER, version.path() + "/holds", Setting.reason("There may be harm")))
        .text("/id");
  }

  private Request override(String requirement, Sender sender) {
    return Request.post(sender, version.path() + "/overrides", overriding(requirement))
        .ifUnchangedSince(setting.read(LEAD, version.path()));
  }

  private static ObjectNode overriding(String requirement) {
    return Setting.reason("The ethics board has seen the harm table in May")
        .put("requirement", requirement)
        .put("until", inDays(2));
  }

  private static String inDays(int days) {
    return Instant.now().plus(Duration.ofDays(days)).toString();
  }

  @Test
  void noDoorLetsTheAuthorApproveOverrideOrRelease() {
    Set<String> tried = new TreeSet<>();
    Set<String> granted = new TreeSet<>();
    JsonNode paths = setting.send(Request.get(NOBODY, "/openapi")).body().path("paths");
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyStream()
                    .map(method -> method.getKey().toUpperCase(Locale.ROOT))
                    .filter(method -> !method.equals("GET") && isAbout(path.getKey()))
                    .forEach(
                        method -> {
                          tried.add(name(method, path.getKey()));
                          if (knock(method, path.getKey())) {
                            granted.add(name(method, path.getKey()));
                          }
                        }));

    assertThat(tried).hasSizeGreaterThan(30);
    assertThat(HARMLESS).containsAll(granted);
    assertStillClosed();
  }

  /** The same acts by methods that no page documents. */
  @Test
  void noOtherMethodDoesIt() {
    List<String> things = new ArrayList<>(List.of(version.path(), version.path() + "/releases"));
    ids.forEach((kind, id) -> things.add("/api/v1/" + kind + "/" + id));
    ObjectNode body = Setting.decision("APPROVED").put("state", "APPROVED");
    for (String thing : things) {
      for (String method : List.of("PUT", "PATCH", "DELETE")) {
        Answer answer =
            setting.send(new Request(author, method, thing, Map.of("If-Match", "\"1\""), body));
        assertThat(answer.status())
            .as("%s %s answered %s", method, thing, answer.body())
            .isIn(403, 405, 409, 415, 422);
      }
    }
    assertStillClosed();
  }

  /** What MLflow's clients can say of a version: stage, alias, tags, description, and its end. */
  @Test
  void noDoorOfMlflowDoesIt() {
    ObjectNode named =
        JSON.objectNode()
            .put("name", version.model())
            .put("version", Integer.toString(version.number()));
    Map<String, ObjectNode> calls = new LinkedHashMap<>();
    calls.put(
        "POST model-versions/transition-stage",
        named.deepCopy().put("stage", "Production").put("archive_existing_versions", false));
    calls.put("POST registered-models/alias", named.deepCopy().put("alias", "champion"));
    calls.put(
        "POST model-versions/set-tag",
        named.deepCopy().put("key", "state").put("value", "RELEASED"));
    calls.put("PATCH model-versions/update", named.deepCopy().put("description", "RELEASED"));
    calls.put("DELETE model-versions/delete", named);
    Set<String> granted = new TreeSet<>();
    calls.forEach(
        (call, body) -> {
          String[] words = call.split(" ", 2);
          Answer answer =
              setting.send(
                  new Request(author, words[0], "/api/2.0/mlflow/" + words[1], Map.of(), body));
          assertThat(answer.status()).as("%s answered %s", call, answer.body()).isLessThan(500);
          if (answer.ok()) {
            granted.add(call);
          }
        });

    // A tag and a description are words about it, which nothing is decided by.
    assertThat(granted).isSubsetOf("POST model-versions/set-tag", "PATCH model-versions/update");
    assertThat(setting.read(LEAD, version.path()).text("/state")).isEqualTo("IN_REVIEW");
    assertStillClosed();
  }

  private void assertStillClosed() {
    for (JsonNode review : setting.reviews(version)) {
      assertThat(review.path("decisions").findValuesAsText("account"))
          .as("who decided on %s", review.path("type"))
          .doesNotContain(author.name());
    }
    assertThat(thing("reviews").text("/state")).isEqualTo("IN_PROGRESS");
    assertThat(thing("findings").text("/state")).isIn("OPEN", "ANSWERED", "FIXED");
    assertThat(thing("conditions").text("/state")).isEqualTo("OPEN");
    assertThat(thing("conditions").text("/extended_from")).isEmpty();
    assertThat(thing("holds").text("/state")).isEqualTo("STANDING");
    assertThat(thing("proposals").text("/state")).isEqualTo("OPEN");
    assertThat(thing("policies").text("/state")).isEqualTo("PUBLISHED");
    assertThat(setting.read(LEAD, version.path() + "/releases").body().path("items")).isEmpty();
    assertThat(setting.gateSays(version)).isEqualTo("DENY");
  }

  private Answer thing(String kind) {
    return setting.read(AUDITOR, "/api/v1/" + kind + "/" + ids.get(kind));
  }

  /** All acts on the version and what belongs to it, but those that begin the round anew. */
  private boolean isAbout(String path) {
    boolean ofVersion = path.startsWith("/api/v1/models/{name}/versions/{number}/");
    boolean anew = path.endsWith("/withdrawals") || path.endsWith("/evidence");
    return (ofVersion && !anew)
        || ids.keySet().stream().anyMatch(kind -> path.startsWith("/api/v1/" + kind + "/"));
  }

  /** Such as {@code POST reviews/decisions}. */
  private static String name(String method, String path) {
    String acted = path.replace("/api/v1/models/{name}/", "/api/v1/").replaceAll("/\\{[^}]*}", "");
    return method + " " + acted.substring("/api/v1/".length());
  }

  /** Tries one door; returns whether it opened. */
  private boolean knock(String method, String path) {
    String filled =
        path.replace("{name}", version.model())
            .replace("{number}", Integer.toString(version.number()))
            .replace("{question}", "ETH-01");
    for (Map.Entry<String, String> id : ids.entrySet()) {
      filled =
          filled.replaceAll(
              "/" + id.getKey() + "/\\{\\w+}", "/" + id.getKey() + "/" + id.getValue());
    }
    String act = filled.substring(filled.lastIndexOf('/') + 1);
    String parent = filled.substring(0, filled.lastIndexOf('/'));
    Answer seen = setting.send(Request.get(AUDITOR, parent));
    String revision = seen.ok() ? seen.text("/revision") : "";
    Answer answer =
        setting.send(
            new Request(
                author,
                method,
                filled,
                Map.of(
                    "Idempotency-Key",
                    Setting.fresh("door"),
                    "If-Match",
                    revision.isEmpty() ? "1" : revision),
                body(act, seen)));
    assertThat(answer.status())
        .as("%s %s answered %s", method, filled, answer.body())
        .isLessThan(500);
    return answer.ok();
  }

  /** What the act takes, so that nothing but the rule keeps it from being done. */
  private JsonNode body(String act, Answer thing) {
    return switch (act) {
      case "decisions" -> Setting.decision("APPROVED");
      case "releases" -> JSON.objectNode().put("environment", "production");
      case "closures" -> Setting.reason("Seen and judged").put("outcome", "ACCEPTED");
      case "extensions" -> Setting.reason("It takes longer").put("due_at", inDays(20));
      case "publications", "retirements" ->
          thing.body().has("rebind_after")
              ? Setting.reason("Because it is mine").put("digest", thing.text("/digest"))
              : Plans.nothing();
      case "overrides" -> overriding("ninth");
      case "findings" -> JSON.objectNode().put("severity", "NOTE").put("text", "All is well");
      case "ETH-01" -> JSON.objectNode().put("answer", "NO");
      case "answers", "comments", "responses" -> JSON.objectNode().put("text", "All is well");
      case "unassignments" -> Setting.reason("Because I want it").put("account", "ethics-reviewer");
      case "assignments", "approvals", "agreements", "dry-runs", "submissions", "discards" ->
          Plans.nothing();
      default -> Setting.reason("Because it is mine");
    };
  }
}
