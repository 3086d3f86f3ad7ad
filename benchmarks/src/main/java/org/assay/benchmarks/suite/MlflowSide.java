package org.assay.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.assay.benchmarks.load.LoadOutcome;
import org.assay.benchmarks.load.Shot;
import org.assay.benchmarks.load.Shots;
import org.assay.benchmarks.load.Target;
import org.assay.benchmarks.load.Transfer;
import org.assay.benchmarks.peer.MlflowServer;

/**
 * A server that MLflow's clients use: Assay behind its gateway, or MLflow's own. Both get the same
 * requests and are prepared by them; what differs is who asks.
 */
final class MlflowSide {

  static final String ASSAY = "Assay";
  static final String MLFLOW = "MLflow";
  static final int CATALOGUE = 10_000;
  static final int PAGE = 100;

  private static final int RUNS = 64;
  private static final int MODELS = 64;
  private static final int CATALOGUE_MODELS = 100;
  private static final int CATALOGUE_PIECE = 1_000;
  private static final int TEAMS = 10;
  private static final int GRADES = 5;
  private static final String ALIAS = "candidate";

  /** More than either side registers in a second. */
  private static final double MOST_VERSIONS_PER_SECOND = 3_000;

  /** What a small scikit-learn model has, with about the bytes that MLflow writes. */
  private static final Map<String, Integer> MODEL_FILES =
      Map.of(
          "MLmodel", 750,
          "conda.yaml", 230,
          "python_env.yaml", 120,
          "requirements.txt", 110,
          "model.bin", 20_000);

  private final Bench bench;
  private final String name;
  private final Target target;
  private final List<Long> pids;
  private final Supplier<Map<String, String>> caller;
  private final AtomicInteger batches = new AtomicInteger();
  private final AtomicInteger versions = new AtomicInteger();
  private IntConsumer folders = _ -> {};
  private String experiment = "";
  private List<String> runs = List.of();
  private String files = "";

  private MlflowSide(
      Bench bench,
      String name,
      Target target,
      List<Long> pids,
      Supplier<Map<String, String>> caller) {
    this.bench = bench;
    this.name = name;
    this.target = target;
    this.pids = pids;
    this.caller = caller;
  }

  /** Assay through its gateway, with a project as the workspace, prepared. */
  static MlflowSide assay(Bench bench, Population population) {
    MlflowSide side =
        new MlflowSide(
            bench,
            ASSAY,
            bench.stack().gateway(),
            List.of(bench.stack().pid("gateway"), bench.stack().pid("model-registry-service")),
            () ->
                Map.of(
                    "Authorization",
                    "Bearer " + bench.stack().token("engineer"),
                    MlflowRequests.WORKSPACE,
                    population.project()));
    side.prepare();
    side.folders =
        new ModelFolders(bench.stack().database(), population.project(), side.experiment, side.runs)
            ::makeUpTo;
    return side;
  }

  /** MLflow's own server, prepared. It never looks at a folder that a version is made from. */
  static MlflowSide mlflow(Bench bench, MlflowServer server) {
    MlflowSide side =
        new MlflowSide(bench, MLFLOW, server.target(), List.of(server.pid()), Map::of);
    side.prepare();
    return side;
  }

  String name() {
    return name;
  }

  /** The processes that its files pass through. */
  List<Long> pids() {
    return pids;
  }

  /** Keeps clients busy with an act. */
  Supplier<LoadOutcome> load(MlflowAct act, int clients, Duration length) {
    Shots shots = shots(act, length);
    return () -> bench.generator().closedLoop(target, shots, clients, length);
  }

  /** A large file of a run. */
  Transfer.File file(long seed, long size) {
    Map<String, String> sent = headers();
    sent.put("Content-Type", "application/octet-stream");
    return new Transfer.File(target, "%s/large-%d.bin".formatted(files, seed), sent, seed, size);
  }

  private Shots shots(MlflowAct act, Duration length) {
    Map<String, String> sent = headers();
    Random random = random();
    return switch (act) {
      case CREATE_RUN -> index -> createRun(index, sent);
      case LOG_BATCH -> _ -> logBatch(batches.getAndIncrement(), sent);
      case CREATE_VERSION -> {
        double most = length.toNanos() / 1e9 * MOST_VERSIONS_PER_SECOND;
        folders.accept(versions.get() + (int) Math.ceil(most));
        yield _ -> createVersion(versions.getAndIncrement(), sent);
      }
      case GET_BY_ALIAS ->
          _ -> MlflowRequests.byAlias(catalogue(random.nextInt(CATALOGUE_MODELS)), ALIAS, sent);
      case SEARCH -> _ -> MlflowRequests.search("", PAGE, sent);
      case SEARCH_BY_TAGS -> _ -> searchByTags(random, sent);
    };
  }

  private Shot createRun(int index, Map<String, String> sent) {
    return MlflowRequests.post(
        "runs/create", MlflowRequests.run(experiment, index, System.currentTimeMillis()), sent);
  }

  /** The runs take turns, each going on where it was. */
  private Shot logBatch(int batch, Map<String, String> sent) {
    int step = batch / RUNS * MlflowRequests.STEPS;
    return MlflowRequests.post(
        "runs/log-batch",
        MlflowRequests.metrics(runs.get(batch % RUNS), step, System.currentTimeMillis()),
        sent);
  }

  /** Each from a folder of its own; the models and runs take turns. */
  private Shot createVersion(int index, Map<String, String> sent) {
    String run = runs.get(index % RUNS);
    String folder =
        files.substring(MlflowRequests.FILES.length()).replace(runs.getFirst(), run)
            + "/%s-%d".formatted(ModelFolders.UPLOADED, index);
    return MlflowRequests.post(
        "model-versions/create",
        MlflowRequests.version(made(index % MODELS), MlflowRequests.FILES_SCHEME + folder, run),
        sent);
  }

  private static Shot searchByTags(Random random, Map<String, String> sent) {
    return MlflowRequests.search(
        MlflowRequests.twoTags(random.nextInt(TEAMS), random.nextInt(GRADES)), PAGE, sent);
  }

  private void prepare() {
    bench.tell("preparing %d versions on the side of %s".formatted(CATALOGUE, name));
    Map<String, String> sent = headers();
    experiment =
        all(1, _ -> MlflowRequests.post("experiments/create", "{\"name\": \"bench\"}", sent))
            .getFirst()
            .path("experiment_id")
            .asText();
    prepareRuns(sent);
    prepareModels(sent);
    JsonNode found =
        all(1, _ -> MlflowRequests.search(MlflowRequests.twoTags(0, 0), PAGE, sent)).getFirst();
    if (found.path("model_versions").size() != PAGE) {
      throw new IllegalStateException(name + " does not find what it was prepared with");
    }
  }

  private void prepareRuns(Map<String, String> sent) {
    List<JsonNode> made = all(RUNS, index -> createRun(index, sent));
    runs = made.stream().map(run -> run.at("/run/info/run_id").asText()).toList();
    files = path(made.getFirst().at("/run/info/artifact_uri").asText());
    long time = System.currentTimeMillis();
    all(
        RUNS,
        index ->
            MlflowRequests.post(
                "runs/log-batch", MlflowRequests.results(runs.get(index), time), sent));
    List<Map.Entry<String, Integer>> uploaded = List.copyOf(MODEL_FILES.entrySet());
    all(uploaded.size(), index -> upload(uploaded.get(index), sent));
  }

  private void prepareModels(Map<String, String> sent) {
    all(MODELS, index -> createModel(made(index), sent));
    all(CATALOGUE_MODELS, index -> createModel(catalogue(index), sent));
    Random random = random();
    // In pieces, for each has to end within minutes.
    for (int first = 0; first < CATALOGUE; first += CATALOGUE_PIECE) {
      int from = first;
      all(CATALOGUE_PIECE, index -> createTagged(from + index, random, sent));
    }
    int middle = CATALOGUE / CATALOGUE_MODELS / 2;
    all(
        CATALOGUE_MODELS,
        index ->
            MlflowRequests.post(
                "registered-models/alias",
                MlflowRequests.alias(catalogue(index), ALIAS, middle),
                sent));
  }

  private static Shot createModel(String model, Map<String, String> sent) {
    return MlflowRequests.post("registered-models/create", MlflowRequests.model(model), sent);
  }

  private static Shot createTagged(int index, Random random, Map<String, String> sent) {
    return MlflowRequests.post(
        "model-versions/create",
        MlflowRequests.tagged(
            catalogue(index % CATALOGUE_MODELS),
            index,
            random.nextInt(TEAMS),
            random.nextInt(GRADES)),
        sent);
  }

  private Shot upload(Map.Entry<String, Integer> file, Map<String, String> sent) {
    String text =
        random()
            .ints(file.getValue(), 'a', 'z' + 1)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String path = "%s/%s/%s".formatted(files, ModelFolders.UPLOADED, file.getKey());
    return new Shot("PUT", path, sent, text).with("Content-Type", "text/plain");
  }

  /** Where what a run calls {@code mlflow-artifacts:/...} is read and written. */
  private static String path(String uri) {
    if (!uri.startsWith(MlflowRequests.FILES_SCHEME)) {
      throw new IllegalStateException("the files are elsewhere: " + uri);
    }
    return MlflowRequests.FILES + uri.substring(MlflowRequests.FILES_SCHEME.length());
  }

  private List<JsonNode> all(int count, Shots shots) {
    return Granted.all(bench, target, count, shots);
  }

  /** Anew for each run, for a token does not last for all of them. */
  private Map<String, String> headers() {
    Map<String, String> all = new LinkedHashMap<>(MlflowRequests.headers());
    all.putAll(caller.get());
    return all;
  }

  private Random random() {
    return new Random(bench.settings().seed());
  }

  private static String made(int index) {
    return "made-" + index;
  }

  private static String catalogue(int index) {
    return "catalogue-" + index;
  }
}
