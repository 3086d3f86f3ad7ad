package org.assay.verification;

import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assay.contracts.name.Digest;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Predictions that are none, through the gateway: each ends with a problem that says why, and
 * nothing of it is kept, neither a record nor a file on the service's disk.
 */
@ExtendWith(RunningWhole.class)
class BadPredictionsE2E {

  private static final String HEADER = "outcome,score,sex,id\n";

  /**
   * How long the one line is: over the limit of a row. {@code -Dassay.line.bytes=1073741824} sends
   * a gigabyte, which takes a minute.
   */
  private static final long LINE = Long.getLong("assay.line.bytes", (1 << 20) + 1);

  /** Where uploads are cut off differs from run to run, and is told where one fails. */
  private static final long SEED = Long.getLong("assay.seed", System.nanoTime());

  private final Whole whole;
  private final Setting setting;
  private final Setting.Version version;
  private final Uploads uploads;
  private final Random random = new Random(SEED);

  BadPredictionsE2E(Whole whole) {
    this.whole = whole;
    this.setting = whole.setting();
    this.version = setting.registered();
    this.uploads = new Uploads(whole, version.project());
  }

  /** Good rows, 40 for each sex; every value but the score is quoted. */
  private static String rows() {
    return IntStream.range(0, 80)
        .mapToObj(
            at ->
                "\"%s\",%s,\"%s\",\"%d\"\n"
                    .formatted(
                        at % 2 == 0 ? "denied" : "granted",
                        at % 4 < 3 ? "0.9" : "0.2",
                        at < 40 ? "female" : "male",
                        at))
        .collect(Collectors.joining());
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = BadPredictionsE2E.class.getResourceAsStream("/predictions/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private String plan(ObjectNode more) {
    ObjectNode plan =
        JSON.objectNode()
            .put("positive_class", "denied")
            .put("negative_class", "granted")
            .put("threshold", 0.5)
            .put("probabilities", true);
    plan.putArray("attributes").addObject().put("name", "sex");
    plan.putArray("claims").addObject().put("statistic", "ACCURACY").put("limit", 0.5);
    plan.setAll(more);
    return await()
        .atMost(Setting.PATIENCE)
        .until(
            () -> setting.send(Request.post(ENGINEER, version.path() + "/evaluation-plans", plan)),
            answer -> answer.status() == 201)
        .text("/id");
  }

  private Answer asked(String plan, String upload) {
    ObjectNode predictions =
        JSON.objectNode().put("kind", "PREDICTIONS").put("upload", upload).put("plan", plan);
    ObjectNode columns = predictions.putObject("columns");
    columns.put("label", "outcome").put("score", "score").put("row_id", "id");
    columns.putArray("groups").add("sex");
    return setting.send(Request.post(ENGINEER, version.path() + "/evidence", predictions));
  }

  private static void assertRefused(Answer answer, String code) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(422);
    assertThat(answer.text("/errors/0/pointer")).isEqualTo("/upload");
    assertThat(answer.text("/errors/0/code")).isEqualTo(code);
  }

  /** All are asked for first, so that they are evaluated beside each other. */
  private void assertFail(String plan, Map<String, String> expected) {
    Map<String, String> asked = new LinkedHashMap<>();
    expected.forEach(
        (upload, code) -> {
          Answer answer = asked(plan, upload);
          assertThat(answer.status()).as("%s: %s", upload, answer.body()).isEqualTo(201);
          asked.put(upload, "/api/v1/evidence/" + answer.text("/id"));
        });
    asked.forEach(
        (upload, path) -> {
          JsonNode failed =
              await()
                  .atMost(Setting.PATIENCE)
                  .until(
                      () -> setting.read(ENGINEER, path).body(),
                      body ->
                          List.of("FAILED", "DONE")
                              .contains(body.at("/evaluation/state").asText()));
          assertThat(failed.at("/evaluation/failure/code").asText())
              .as("%s of the seed %d: %s", upload, SEED, failed)
              .isEqualTo(expected.get(upload));
          assertThat(failed.at("/evaluation/failure/detail").asText()).isNotBlank();
          assertThat(failed.path("statistics")).isEmpty();
          assertThat(setting.read(ENGINEER, path + "/plots").body().path("items")).isEmpty();
        });
    assertNothingKept(asked.size());
  }

  private void assertNothingKept(int looks) {
    assertThat(setting.read(ENGINEER, version.path() + "/evidence").body().path("items")).isEmpty();
    JsonNode plans = setting.read(ENGINEER, version.path() + "/evaluation-plans").body();
    assertThat(plans.path("items").findValues("look")).hasSize(looks);
    await().atMost(Setting.PATIENCE).untilAsserted(() -> assertThat(files()).isEmpty());
  }

  /**
   * What evaluations left on the disk of review-service, in the folder of each of its processes.
   */
  private List<Path> files() {
    Path folder = whole.folder(Part.REVIEW_SERVICE).resolve("evaluations");
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(each -> folder.relativize(each).getNameCount() > 1).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void endWithAProblemAndLeaveNothing() throws IOException {
    String groups =
        IntStream.range(0, 10_000)
            .mapToObj("denied,0.5,group %1$d,g%1$d\n"::formatted)
            .collect(Collectors.joining());
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("EMPTY_TABLE", HEADER);
    texts.put("NOT_FINITE", HEADER + rows() + "denied,NaN,male,x\n");
    texts.put("SINGLE_CLASS", HEADER + "denied,0.5,male,1\ndenied,0.6,female,2\n");
    texts.put("UNKNOWN_COLUMN", HEADER.replace("sex", "gender") + rows());
    texts.put("DUPLICATE_COLUMN", HEADER.replace("sex", "score") + rows());
    texts.put("WRONG_TYPE", HEADER + rows() + "denied,high,male,x\n");
    texts.put("OUT_OF_RANGE", HEADER + rows() + "denied,1.5,male,x\n");
    texts.put("MISSING_VALUE", HEADER + rows() + ",0.5,male,x\n");
    texts.put("UNKNOWN_LABEL", HEADER + rows() + "maybe,0.5,male,x\n");
    texts.put("DUPLICATE_ROW_ID", HEADER + rows() + "denied,0.5,male,7\n");
    texts.put("TOO_MANY_GROUPS", HEADER + rows() + groups);
    texts.put("BAD_GROUP_NAME", HEADER + rows() + "denied,0.5,bell\u0007,x\n");
    Map<String, String> expected = new LinkedHashMap<>();
    texts.forEach((code, text) -> expected.put(uploads.keep("bad/" + code, text), code));
    for (String infinite : List.of("inf", "-Infinity", "1e999")) {
      String text = HEADER + rows() + "denied," + infinite + ",male,x\n";
      expected.put(uploads.keep("bad/" + infinite, text), "NOT_FINITE");
    }
    expected.put(uploads.keep("bad/nothing", new byte[0]), "EMPTY_TABLE");
    expected.put(uploads.keep("bad/noise", new byte[] {-1, 0, 1, '\n', -2}), "UNKNOWN_COLUMN");
    // 100,000,001 equal rows in 8 kB: written by DuckDB, "copy (select 'denied' as outcome,
    // 0.5::float as score, 'female' as sex, 'a' as id from range(100000001)) to 'bomb.parquet'
    // (format parquet, compression zstd, row_group_size 10000000)".
    expected.put(uploads.keep("bad/bomb", resource("bomb.parquet")), "TOO_LARGE");
    expected.put(uploads.keepOneLine("bad/line", LINE), "LINE_TOO_LONG");

    assertFail(plan(JSON.objectNode()), expected);
  }

  /** Somebody's file may have been cut off before it was sent whole. */
  @Test
  void endWithAProblemWhereTheirFileIsCutOffAtAnyByte() throws IOException {
    byte[] csv = (HEADER + rows()).getBytes(StandardCharsets.UTF_8);
    byte[] parquet = resource("predictions.parquet");
    String plan = plan(JSON.objectNode());
    String exact = plan(JSON.objectNode().put("data_digest", Digest.ofContent(csv).value()));
    Map<String, String> expected = new LinkedHashMap<>();
    for (int of : random.ints(5, parquet.length).distinct().limit(5).toArray()) {
      expected.put(uploads.keep("cut/parquet-" + of, Arrays.copyOf(parquet, of)), "NOT_A_TABLE");
    }
    for (int of : random.ints(1, csv.length).distinct().limit(10).toArray()) {
      String file = uploads.keep("cut/csv-" + of, Arrays.copyOf(csv, of));
      assertRefused(asked(exact, file), "NOT_THE_PLANNED_DATA");
      // A CSV file that ends after whole rows is a table; only the plan knows that it is another.
      if (!wholeRows(csv, of)) {
        expected.put(file, faultOf(csv, of));
      }
    }

    assertFail(plan, expected);
  }

  private static boolean wholeRows(byte[] csv, int length) {
    return csv[length - 1] == '\n' || csv[length] == '\n';
  }

  private static String faultOf(byte[] csv, int length) {
    String text = new String(csv, 0, length, StandardCharsets.UTF_8);
    if (length < HEADER.length()) {
      return "UNKNOWN_COLUMN";
    }
    String row = text.substring(text.lastIndexOf('\n') + 1);
    // The id comes last: without it a row has all its columns, and one of them empty.
    boolean lastEmpty = row.endsWith(",") && row.chars().filter(one -> one == ',').count() == 3;
    return lastEmpty ? "MISSING_VALUE" : "NOT_A_TABLE";
  }

  /** Nothing lies under the path, so that nothing of it can be evaluated. */
  @Test
  void areNoFileWhereTheirUploadIsCutOff() throws IOException {
    byte[] csv = (HEADER + rows()).getBytes(StandardCharsets.UTF_8);
    String plan = plan(JSON.objectNode());
    for (int time = 0; time < 3; time++) {
      int length = random.nextInt(csv.length);
      uploads.cutOff("gone.csv", csv, length);
      assertRefused(asked(plan, "gone.csv"), "UNKNOWN_FILE");
    }
    String upload = uploads.begin("parts.csv", csv.length);

    assertThat(uploads.complete(upload).status()).isEqualTo(409);
    assertThat(uploads.part(upload, 1, Arrays.copyOf(csv, random.nextInt(csv.length))))
        .isBetween(400, 499);
    assertThat(uploads.complete(upload).text("/code")).isEqualTo("UPLOAD_INCOMPLETE");
    assertRefused(asked(plan, "parts.csv"), "UNKNOWN_FILE");
    for (String path : List.of("gone.csv", "parts.csv")) {
      assertThat(setting.send(Request.get(ENGINEER, uploads.file(path))).status()).isEqualTo(404);
    }
    assertNothingKept(0);
    setting.granted(new Request(ENGINEER, "DELETE", upload, Map.of(), null));
  }
}
