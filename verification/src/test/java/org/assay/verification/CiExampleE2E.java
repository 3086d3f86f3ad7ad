package org.assay.verification;

import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assay.local.demo.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The shell part of examples/ci, as a job would run it, against the real gate. */
@ExtendWith(RunningWhole.class)
class CiExampleE2E {

  private static final int ALLOWED = 0;
  private static final int DENIED = 1;
  private static final int CALLED_WRONGLY = 2;
  private static final int NO_ANSWER = 3;
  private static final int REFUSED = 4;

  private final Whole whole;
  private final Setting setting;

  CiExampleE2E(Whole whole) {
    this.whole = whole;
    this.setting = whole.setting();
  }

  private record Ran(int code, String out, String err) {}

  private Map<String, String> job(Setting.Version version) {
    Map<String, String> variables = new HashMap<>();
    variables.put("ASSAY_URL", whole.gatewayUrl());
    variables.put("ASSAY_CLIENT", "ci");
    variables.put("ASSAY_SECRET", "ci");
    variables.put("ASSAY_MODEL", version.model());
    variables.put("ASSAY_VERSION", Integer.toString(version.number()));
    variables.put("ASSAY_DIGEST", version.digest());
    variables.put("ASSAY_WAIT", "60");
    variables.put("ASSAY_EVERY", "1");
    return variables;
  }

  private static Process start(String step, Map<String, String> variables) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "examples/ci/assay-gate.sh", step)
            .directory(DocumentationE2E.root().toFile());
    builder.environment().putAll(variables);
    return builder.start();
  }

  private static Ran run(String step, Map<String, String> variables) throws Exception {
    return ended(start(step, variables));
  }

  private static Ran ended(Process process) throws Exception {
    CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> read(process, true));
    CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> read(process, false));
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new Ran(process.waitFor(), out.get(), err.get());
  }

  private static String read(Process process, boolean output) {
    try (var in = output ? process.getInputStream() : process.getErrorStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A version whose reviewers' side knows that the job belongs to its project. */
  private Setting.Version registered() {
    String model = setting.model();
    setting.member(model.substring(0, model.indexOf('.')), "ci", "CONTRIBUTOR");
    Setting.Version version = setting.registered(model);
    await()
        .atMost(Setting.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(run("gate", job(version)).out())
                    .contains("\nUNSATISFIED submitted: The version was not submitted; "));
    return version;
  }

  @Test
  void submitsWaitsForPeopleAndIsAllowed() throws Exception {
    Setting.Version version = registered();
    Map<String, String> job = job(version);

    Ran denied = run("gate", job);
    assertThat(denied.code()).as(denied.err()).isEqualTo(DENIED);
    assertThat(denied.out())
        .startsWith("DENY digest=" + version.digest())
        .contains("\nUNSATISFIED submitted: The version was not submitted; satisfiable by ");
    Ran submitted = run("submit", job);
    assertThat(submitted.code()).as(submitted.err()).isZero();
    assertThat(submitted.out()).startsWith("submitted " + version.model());
    Process waiting = start("wait", job);
    try {
      setting.approve(version);
      setting.granted(setting.release(version));

      Ran allowed = ended(waiting);

      assertThat(allowed.code()).as("%s%s", allowed.out(), allowed.err()).isEqualTo(ALLOWED);
      assertThat(allowed.out()).contains("\nALLOW digest=" + version.digest());
    } finally {
      waiting.destroy();
    }
    assertThat(run("gate", job).code()).isEqualTo(ALLOWED);
    Ran again = run("submit", job(setting.inReview()));
    assertThat(again.code()).as("%s%s", again.out(), again.err()).isEqualTo(REFUSED);
  }

  @Test
  void saysWhatIsUnderReviewAlready() throws Exception {
    Setting.Version version = registered();
    setting.submit(version);
    setting.awaitState(version, "IN_REVIEW");

    Ran again = run("submit", job(version));

    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).startsWith("not submitted again: ");
  }

  @Test
  void asksAboutTheRoundThatItSubmittedAndNotTheOneBefore() throws Exception {
    Setting.Version version = registered();
    Map<String, String> job = job(version);
    assertThat(run("submit", job).code()).isZero();
    setting.decide(ETHICS_REVIEWER, setting.reviewOf(version, "ETHICS"), "REJECTED");
    setting.awaitState(version, "REJECTED");

    Ran submitted = run("submit", job);
    Ran asked = run("gate", job);

    assertThat(submitted.code()).as(submitted.err()).isZero();
    assertThat(asked.out()).contains("\nUNSATISFIED submitted: Round 2 failed");
  }

  @Test
  void endsAtOnceWhereTheRoundFailed() throws Exception {
    Setting.Version version = registered();
    Map<String, String> job = job(version);
    assertThat(run("submit", job).code()).isZero();
    Process waiting = start("wait", job);
    try {
      setting.decide(ETHICS_REVIEWER, setting.reviewOf(version, "ETHICS"), "REJECTED");

      Ran denied = ended(waiting);

      assertThat(denied.code()).as(denied.err()).isEqualTo(DENIED);
      assertThat(denied.out()).contains("\nUNSATISFIED submitted: Round 1 failed");
    } finally {
      waiting.destroy();
    }
  }

  @Test
  void isDeniedByAHoldThatCameSince() throws Exception {
    Setting.Version version = setting.released();
    setting.member(version.model().substring(0, version.model().indexOf('.')), "ci", "VIEWER");
    await()
        .atMost(Setting.PATIENCE)
        .untilAsserted(() -> assertThat(run("gate", job(version)).code()).isEqualTo(ALLOWED));
    setting.granted(
        Request.post(
            LEAD,
            version.path() + "/holds",
            Setting.JSON.objectNode().put("reason", "A group may be harmed")));

    Ran denied = run("gate", job(version));

    assertThat(denied.code()).isEqualTo(DENIED);
    assertThat(denied.out()).contains("\nUNSATISFIED not-held: ");
  }

  @Test
  void neverTakesAnythingElseForAnAnswer() throws Exception {
    Setting.Version version = setting.released();
    Map<String, String> job = job(version);

    Map<String, String> wrongSecret = new HashMap<>(job);
    wrongSecret.put("ASSAY_SECRET", "guess");
    assertThat(run("gate", wrongSecret).code()).isEqualTo(REFUSED);
    Map<String, String> noDigest = new HashMap<>(job);
    noDigest.put("ASSAY_DIGEST", "latest");
    assertThat(run("gate", noDigest).code()).isEqualTo(REFUSED);
    Map<String, String> elsewhere = new HashMap<>(job);
    elsewhere.put("ASSAY_ENVIRONMENT", "moon");
    assertThat(run("gate", elsewhere).code()).isEqualTo(DENIED);
    Map<String, String> away = new HashMap<>(job);
    away.put("ASSAY_URL", "http://localhost:1");
    assertThat(run("gate", away).code()).isEqualTo(NO_ANSWER);
    Map<String, String> unset = new HashMap<>(job);
    unset.put("ASSAY_DIGEST", "");
    assertThat(run("gate", unset).code()).isEqualTo(CALLED_WRONGLY);
    assertThat(run("deploy", job).code()).isEqualTo(CALLED_WRONGLY);
  }

  @Test
  void keepsTheSecretOutOfListsOfProcesses() throws Exception {
    String script =
        Files.readString(Path.of(DocumentationE2E.root() + "/examples/ci/assay-gate.sh"));

    assertThat(script).doesNotContain("-u ", "--user");
  }
}
