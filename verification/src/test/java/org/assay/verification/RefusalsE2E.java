package org.assay.verification;

import static org.assay.verification.Setting.ADMIN;
import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.CI;
import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.ENGINEER_2;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.LEAD_2;
import static org.assay.verification.Setting.OPERATOR;
import static org.assay.verification.Setting.PERFORMANCE_REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.verification.plan.Plans;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each role may not do, and what a person may not do whatever the role. */
@ExtendWith(RunningWhole.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsE2E {

  private final Setting setting;
  private Setting.Version version = new Setting.Version("", 0, "");
  private String project = "";
  private String ethicsReview = "";

  RefusalsE2E(Whole whole) {
    this.setting = whole.setting();
  }

  /** Somebody and something that is not theirs to do. */
  record Forbidden(Sender sender, String act, Request request) {

    @Override
    public String toString() {
      return sender + " may not " + act;
    }
  }

  @BeforeAll
  void prepare() {
    version = setting.inReview();
    project = version.model().substring(0, version.model().indexOf('.'));
    ethicsReview = setting.reviewOf(version, "ETHICS");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forbidden")
  void isRefusedByRole(Forbidden forbidden) {
    Refusal.of(
        setting, forbidden.request(), 403, "FORBIDDEN", "REVIEWER_NOT_QUALIFIED", "NOT_QUALIFIED");
  }

  Stream<Forbidden> forbidden() {
    return Stream.of(
            each(
                "create a project",
                List.of(
                    ENGINEER, ETHICS_REVIEWER, PERFORMANCE_REVIEWER, AUDITOR, OPERATOR, ADMIN, CI),
                this::creation),
            each(
                "register a model",
                List.of(ETHICS_REVIEWER, PERFORMANCE_REVIEWER, AUDITOR, OPERATOR, ADMIN),
                this::model),
            each(
                "register a version",
                List.of(ETHICS_REVIEWER, PERFORMANCE_REVIEWER, AUDITOR, OPERATOR, ADMIN),
                this::registration),
            each(
                "submit",
                List.of(ETHICS_REVIEWER, PERFORMANCE_REVIEWER, AUDITOR, OPERATOR, ADMIN),
                this::submission),
            each(
                "decide a review", List.of(ENGINEER, AUDITOR, OPERATOR, ADMIN, CI), this::decision),
            each(
                "release",
                List.of(ENGINEER, ETHICS_REVIEWER, PERFORMANCE_REVIEWER, AUDITOR, OPERATOR, ADMIN),
                this::release),
            each(
                "read a project",
                List.of(OPERATOR),
                sender -> Request.get(sender, "/api/v1/projects/" + project)),
            each(
                "read a version", List.of(OPERATOR), sender -> Request.get(sender, version.path())))
        .flatMap(rows -> rows);
  }

  @Test
  void hidesWhatBelongsToOthersAsIfItWereNotThere() {
    for (String path :
        List.of(
            "/api/v1/projects/" + project,
            "/api/v1/projects/" + project + "/members",
            "/api/v1/models/" + version.model(),
            version.path(),
            version.path() + "/history",
            version.path() + "/requirements",
            version.path() + "/evidence",
            "/api/v1/reviews/" + ethicsReview)) {
      Answer theirs = setting.send(Request.get(ENGINEER_2, path));
      assertThat(theirs.status()).as("%s answered %s", path, theirs.body()).isEqualTo(404);
      Answer unknown = setting.send(Request.get(ENGINEER_2, unknown(path)));
      assertThat(comparable(theirs, path)).isEqualTo(comparable(unknown, unknown(path)));
    }
  }

  @Test
  void hidesWhatBelongsToOthersFromActsToo() {
    Request theirs =
        Request.post(ENGINEER_2, version.path() + "/submissions", Plans.nothing())
            .with("If-Match", "\"2\"");
    Refusal.of(setting, theirs, 404, "MODEL_NOT_FOUND", "VERSION_NOT_FOUND", "NOT_FOUND");
    ObjectNode model = Plans.model(project, Setting.fresh("m"));
    Refusal.of(
        setting,
        Request.post(ENGINEER_2, "/api/v1/models", model),
        404,
        "PROJECT_NOT_FOUND",
        "NOT_FOUND");
    assertThat(setting.read(ENGINEER_2, "/api/v1/models?limit=200").body().toString())
        .doesNotContain(version.model());
    assertThat(setting.read(ENGINEER_2, "/api/v1/projects?limit=200").body().toString())
        .doesNotContain("\"" + project + "\"");
  }

  @Test
  void aViewerReadsAndRegistersNothing() {
    String open = setting.project();
    setting.member(open, "engineer-2", "VIEWER");
    setting.read(ENGINEER_2, "/api/v1/projects/" + open);
    Request model =
        Request.post(ENGINEER_2, "/api/v1/models", Plans.model(open, Setting.fresh("m")));
    Refusal.of(setting, model, 403, "NOT_A_CONTRIBUTOR");
  }

  @Test
  void theSubmitterCannotApproveEvenAsReviewer() {
    // engineer is author and submitter; the role alone would refuse too, so the reason must name a
    // duty or a role
    Answer refusal =
        Refusal.of(
            setting,
            setting.decisionOn(ENGINEER, ethicsReview, "APPROVED"),
            403,
            "FORBIDDEN",
            "SEPARATION_OF_DUTIES",
            "APPROVER_IS_AUTHOR",
            "APPROVER_IS_SUBMITTER");
    assertThat(refusal.text("/detail")).isNotBlank();
  }

  @Test
  void anOwnerOfTrainingDataDoesNotReviewWhatWasTrainedOnThem() {
    String model = setting.model();
    String owning = model.substring(0, model.indexOf('.'));
    ObjectNode data =
        Setting.JSON
            .objectNode()
            .put("project_key", owning)
            .put("name", "applications")
            .put("version", "1")
            .put("digest", Setting.freshDigest())
            .put("source", "https://example.org/applications")
            .put("licence", "CC0-1.0")
            .put("personal_data", "NONE");
    data.putArray("owners").add("ethics-reviewer");
    String dataset = setting.granted(Request.post(ENGINEER, "/api/v1/datasets", data)).text("/id");
    String digest = Setting.freshDigest();
    ObjectNode registration = Plans.version(digest, Setting.freshDigest());
    registration
        .putArray("lineage")
        .addObject()
        .put("kind", "TRAINED_ON")
        .put("dataset_id", dataset);
    Answer registered =
        setting.granted(
            Request.post(ENGINEER, "/api/v1/models/" + model + "/versions", registration));
    Setting.Version trained =
        new Setting.Version(model, registered.body().path("number").asInt(), digest);
    setting.submit(trained);

    Answer refusal =
        Refusal.of(
            setting,
            Setting.claim(ETHICS_REVIEWER, setting.reviewOf(trained, "ETHICS")),
            403,
            "SEPARATION_OF_DUTIES");

    assertThat(refusal.text("/rule")).isEqualTo("DATA_OWNER");
  }

  @Test
  void aReviewerDecidesOnlyWhatIsClaimedAndOwnType() {
    Setting.Version fresh = setting.inReview();
    String performance = setting.reviewOf(fresh, "PERFORMANCE");
    Answer wrongType = setting.send(Setting.claim(ETHICS_REVIEWER, performance));
    assertThat(wrongType.status()).as("%s", wrongType.body()).isEqualTo(403);
    Refusal.good(wrongType);
    Answer unclaimed =
        setting.send(setting.decisionOn(PERFORMANCE_REVIEWER, performance, "APPROVED"));
    assertThat(unclaimed.status()).as("%s", unclaimed.body()).isIn(403, 409);
    Refusal.good(unclaimed);
  }

  @Test
  void nobodyReleasesWhatIsNotApproved() {
    Setting.Version fresh = setting.inReview();
    Answer refusal = setting.send(setting.release(fresh));
    assertThat(refusal.status()).as("%s", refusal.body()).isIn(409, 422);
    Refusal.good(refusal);
    assertThat(setting.read(ENGINEER, fresh.gate()).text("/decision")).isEqualTo("DENY");
  }

  @Test
  void aLeadOfAnotherUnitWhoIsNoMemberDoesNotRelease() {
    Setting.Version approved = setting.approved();
    Answer seen = setting.read(LEAD_2, approved.path());
    Request release =
        Request.post(
                LEAD_2,
                approved.path() + "/releases",
                Setting.JSON.objectNode().put("environment", "production"))
            .ifUnchangedSince(seen);
    Answer refusal = setting.send(release);
    assertThat(refusal.status()).as("%s", refusal.body()).isEqualTo(403);
    Refusal.good(refusal);
  }

  @Test
  void aRejectionEndsTheRound() {
    Setting.Version rejected = setting.inReview();
    setting.decide(ETHICS_REVIEWER, setting.reviewOf(rejected, "ETHICS"), "REJECTED");
    setting.awaitState(rejected, "REJECTED");
    assertThat(setting.read(ENGINEER, rejected.gate()).text("/decision")).isEqualTo("DENY");
    Answer refusal = setting.send(setting.release(rejected));
    assertThat(refusal.status()).as("%s", refusal.body()).isIn(409, 422);
  }

  private static Stream<Forbidden> each(
      String act, List<Sender> senders, Function<Sender, Request> request) {
    return senders.stream().map(sender -> new Forbidden(sender, act, request.apply(sender)));
  }

  private Request creation(Sender sender) {
    return Request.post(sender, "/api/v1/projects", Plans.project(Setting.fresh("v")));
  }

  private Request model(Sender sender) {
    return Request.post(sender, "/api/v1/models", Plans.model(project, Setting.fresh("m")));
  }

  private Request registration(Sender sender) {
    return Request.post(
        sender,
        "/api/v1/models/" + version.model() + "/versions",
        Plans.version(Setting.freshDigest(), Setting.freshDigest()));
  }

  private Request submission(Sender sender) {
    return Request.post(sender, version.path() + "/submissions", Plans.nothing())
        .with("If-Match", "\"3\"");
  }

  private Request decision(Sender sender) {
    return setting.decisionOn(sender, ethicsReview, "APPROVED");
  }

  private Request release(Sender sender) {
    return Request.post(
            sender,
            version.path() + "/releases",
            Setting.JSON.objectNode().put("environment", "production"))
        .with("If-Match", "\"3\"");
  }

  /** The same path with names that never existed. */
  private String unknown(String path) {
    return path.replace(project, "v-none-at-all")
        .replace(ethicsReview, "0197a000-0000-7000-8000-000000000000");
  }

  /** The body without the names that were asked for and without the trace. */
  private String comparable(Answer answer, String path) {
    JsonNode body = answer.body().deepCopy();
    ((ObjectNode) body).remove(List.of("trace_id", "instance"));
    String model = version.model().substring(project.length());
    return body.toString()
        .replace(path, "PATH")
        .replace(project + model, "MODEL")
        .replace("v-none-at-all" + model, "MODEL")
        .replace(project, "PROJECT")
        .replace("v-none-at-all", "PROJECT")
        .replace(ethicsReview, "REVIEW")
        .replace("0197a000-0000-7000-8000-000000000000", "REVIEW");
  }
}
