package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assay.local.demo.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Follows the documentation as a reader does: runs the blocks of the README, the tutorial and the
 * how-tos that continue it, in this order and in one shell, and holds what they print against what
 * the pages show. CONTRIBUTING says how a block is written.
 *
 * <p>{@code ./assay} means the tests' own installation here: its folder and ports are in the
 * shell's environment, and the gateway's address is put where a page has the usual one.
 */
@ExtendWith(RunningWhole.class)
class DocumentedCommandsE2E {

  private static final Duration RETRIES = Duration.ofSeconds(30);

  /** curl's exit code where the answer is 400 or more and it is to fail by that. */
  private static final int CURL_REFUSED = 22;

  /** The page before has made the machine a member, which this one does as well. */
  private static final String NOT_YET_A_MEMBER =
      """
      member=$gateway/projects/$project/members/ci
      as lead -X DELETE -H "If-Match: $(revision $member)" $member
      """;

  private static final String SETTINGS_OF_THE_JOB = "ASSAY_SECRET=ci DIGEST=$digest MODEL=$model";

  /** The pages in order, each with what the reader has set before. */
  private static final List<Map.Entry<String, String>> FOLLOWED =
      List.of(
          Map.entry("README.md", ""),
          Map.entry("docs/tutorials/first-release.md", ""),
          Map.entry("docs/how-to/find-a-version.md", ""),
          Map.entry("docs/how-to/add-a-member.md", ""),
          Map.entry("docs/how-to/gate-in-ci.md", NOT_YET_A_MEMBER + SETTINGS_OF_THE_JOB),
          Map.entry("docs/how-to/report-an-incident.md", ""),
          Map.entry("docs/how-to/revoke-a-release.md", ""),
          Map.entry("docs/how-to/upload-group-counts.md", ""),
          Map.entry("docs/how-to/evaluate-predictions.md", ""),
          Map.entry("docs/how-to/add-explanations-and-attacks.md", ""),
          Map.entry("docs/how-to/monitor-a-released-version.md", ""));

  /** The page that a Python with MLflow is needed for. */
  private static final String WITH_MLFLOW = "docs/tutorials/from-mlflow-to-release.md";

  private static final Pattern CALL =
      Pattern.compile("(?m)\\b(?:curl|as [a-z0-9-]+|post [a-z0-9\"$-]+)\\b[^|;\\n]*");
  private static final Pattern API =
      Pattern.compile("(?:http://localhost:8080/api/v1|\\$gateway)(/[^\\s\"?)]*)");
  private static final Pattern POSTED = Pattern.compile("^post \\S+ (/\\S+)");
  private static final Pattern BODY = Pattern.compile("(?:-d |post \\S+ \\S+ )'(\\{.*?})'(?= |$)");

  private final Whole whole;

  DocumentedCommandsE2E(Whole whole) {
    this.whole = whole;
  }

  @Test
  void printWhatThePagesShow() throws Exception {
    follow(FOLLOWED);
  }

  @Test
  void printWhatTheTutorialWithMlflowShows() throws Exception {
    follow(List.of(Map.entry(WITH_MLFLOW, "PATH=" + MlflowPython.MLFLOW_3.path())));
  }

  private void follow(List<Map.Entry<String, String>> pages) throws Exception {
    Map<String, String> environment = new HashMap<>(whole.environment());
    environment.put("ASSAY_BUILD", "off");
    environment.put("ASSAY_START_CACHE", "off");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("MLFLOW_DISABLE_TELEMETRY", "true");
    Path root = DocumentationE2E.root();
    assertThat(Path.of(environment.get("ASSAY_HOME")))
        .as("a reader's own installation is not touched")
        .isNotEqualTo(root.resolve(".assay"));
    try (ReaderShell shell = new ReaderShell(root, environment)) {
      for (Map.Entry<String, String> page : pages) {
        assertThat(shell.run(page.getValue()).code()).as(page.getKey()).isZero();
        for (Page.Block block : Page.read(page.getKey()).blocks()) {
          if (block.run()) {
            follow(shell, page.getKey(), block);
          }
        }
      }
    }
  }

  private void follow(ReaderShell shell, String page, Page.Block block) throws Exception {
    assertThat(block.commands()).as("nothing here stops or deletes").doesNotContain("assay down");
    String commands = block.commands().replace("http://localhost:8080", whole.gatewayUrl());
    Instant end = Instant.now().plus(RETRIES);
    ReaderShell.Printed printed = shell.run(commands);
    while (block.retry() && !block.shownBy(printed.text()) && Instant.now().isBefore(end)) {
      printed = shell.run(commands);
    }
    assertThat(printed.code())
        .as("%s:%d%n%s%s", page, block.line(), commands, printed.text())
        .isEqualTo(block.refused() ? CURL_REFUSED : 0);
    assertThat(block.shownBy(printed.text()))
        .as(
            "%s:%d%n%sprinted%n%sand not%n%s",
            page, block.line(), commands, printed.text(), block.output())
        .isTrue();
  }

  @Test
  void callPathsOfTheApiWithBodiesThatParse() throws Exception {
    JsonNode paths = openApi();
    int calls = 0;
    for (Path page : DocumentationE2E.pages()) {
      for (Page.Block block : Page.read(page.toString()).blocks()) {
        Matcher call = CALL.matcher(oneLineEach(block.commands()));
        while (call.find()) {
          calls += check(page + ":" + block.line(), call.group(), paths) ? 1 : 0;
        }
      }
    }
    assertThat(calls).as("calls of the API in the documentation").isGreaterThan(25);
  }

  private static boolean check(String where, String call, JsonNode paths) throws Exception {
    Matcher body = BODY.matcher(call);
    if (body.find()) {
      String json = body.group(1).replaceAll("'\"?\\$\\w+\"?'", "x");
      assertThat(new ObjectMapper().readTree(json).isObject()).as("%s: %s", where, json).isTrue();
    }
    Matcher posted = POSTED.matcher(call);
    Matcher url = API.matcher(call);
    String path;
    String method;
    if (posted.find()) {
      path = posted.group(1);
      method = "post";
    } else if (url.find() && !url.group(1).startsWith("$")) {
      path = url.group(1);
      Matcher named = Pattern.compile("-X ([A-Z]+)").matcher(call);
      boolean sends = Pattern.compile(" -d ").matcher(call).find();
      method = named.find() ? named.group(1).toLowerCase(Locale.ROOT) : sends ? "post" : "get";
    } else {
      return false;
    }
    String found = method + " /api/v1" + path;
    assertThat(operations(paths).anyMatch(operation -> fits(operation, found)))
        .as("%s: %s is no operation of the API (%s)", where, found, call)
        .isTrue();
    return true;
  }

  /** Each part of the path is the same, a parameter of the API, or a variable of the page. */
  private static boolean fits(String operation, String called) {
    String[] ours = operation.split("/", -1);
    String[] theirs = called.split("/", -1);
    if (ours.length != theirs.length) {
      return false;
    }
    for (int i = 0; i < ours.length; i++) {
      if (!ours[i].startsWith("{") && !theirs[i].contains("$") && !ours[i].equals(theirs[i])) {
        return false;
      }
    }
    return true;
  }

  private static Stream<String> operations(JsonNode paths) {
    return paths.properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .map(method -> method.getKey() + " " + path.getKey()));
  }

  private JsonNode openApi() {
    return whole.setting().send(Request.get(Setting.NOBODY, "/openapi")).body().path("paths");
  }

  private static String oneLineEach(String commands) {
    return commands.replaceAll("\\\\\\n\\s*", " ").replaceAll(",\\n\\s*", ", ");
  }
}
