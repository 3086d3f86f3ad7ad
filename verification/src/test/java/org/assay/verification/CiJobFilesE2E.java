package org.assay.verification;

import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assay.local.demo.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The job files of examples/ci: their shell lines, as they stand, in a folder like a job's. */
@ExtendWith(RunningWhole.class)
class CiJobFilesE2E {

  private final Whole whole;
  private final Setting setting;
  @TempDir Path folder = Path.of("");

  CiJobFilesE2E(Whole whole) {
    this.whole = whole;
    this.setting = whole.setting();
  }

  /** A service that runs jobs, by what its file looks like. */
  enum Service {
    /** Each step has a shell of its own; what one leaves for the next is in a file. */
    GITHUB("github-actions.yml") {
      @Override
      List<String> shells(Map<String, Object> file) {
        Map<String, Object> job = map(map(file.get("jobs")).get("gate-and-deploy"));
        return list(job.get("steps")).stream()
            .map(Service::run)
            .filter(run -> !run.isEmpty())
            .toList();
      }
    },
    /** Each job has one shell, in the order of the stages. */
    GITLAB("gitlab-ci.yml") {
      @Override
      List<String> shells(Map<String, Object> file) {
        return list(file.get("stages")).stream()
            .map(stage -> map(file.get(stage.toString())))
            .map(job -> String.join("\n", lines(job.get("script"))))
            .toList();
      }
    };

    private final String file;

    Service(String file) {
      this.file = file;
    }

    abstract List<String> shells(Map<String, Object> file);

    private static String run(Object step) {
      return Objects.toString(map(step).get("run"), "");
    }

    private static Stream<String> flat(@Nullable Object entry) {
      return entry instanceof List<?> entries
          ? entries.stream().flatMap(Service::flat)
          : Stream.of(Objects.requireNonNull(entry).toString());
    }

    private static List<String> lines(@Nullable Object script) {
      return flat(script).toList();
    }
  }

  @SuppressWarnings("unchecked") // what the parser makes of a mapping
  private static Map<String, Object> map(@Nullable Object node) {
    return (Map<String, Object>) Objects.requireNonNull(node);
  }

  private static List<?> list(@Nullable Object node) {
    return (List<?>) Objects.requireNonNull(node);
  }

  /** The bytes are deployed once people have approved and released them, and not before. */
  @ParameterizedTest
  @EnumSource
  void deploysWhatTheGateAllows(Service service) throws Exception {
    Setting.Version version = prepared();

    CompletableFuture<Integer> job = CompletableFuture.supplyAsync(() -> run(service, version));
    setting.openReviews(version);
    assertThat(deployed()).doesNotExist();
    setting.approve(version);
    setting.granted(setting.release(version));

    assertThat(job.get(90, TimeUnit.SECONDS)).isZero();
    assertThat(Files.readString(deployed())).isEqualTo("model.bin\n");
  }

  /** A job ends where a reviewer refuses, and the steps after it are not taken. */
  @ParameterizedTest
  @EnumSource
  void deploysNothingThatWasRejected(Service service) throws Exception {
    Setting.Version version = prepared();

    CompletableFuture<Integer> job = CompletableFuture.supplyAsync(() -> run(service, version));
    setting.openReviews(version);
    setting.decide(ETHICS_REVIEWER, setting.reviewOf(version, "ETHICS"), "REJECTED");

    assertThat(job.get(90, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(deployed()).doesNotExist();
  }

  private Path deployed() {
    return folder.resolve("deployed");
  }

  /** A folder with the bytes of a registered version, the script, and something that deploys. */
  private Setting.Version prepared() throws Exception {
    byte[] bytes = Setting.fresh("bytes").getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("model.bin"), bytes);
    Files.copy(examples().resolve("assay-gate.sh"), folder.resolve("assay-gate.sh"));
    Path deploy = folder.resolve("deploy.sh");
    Files.writeString(deploy, "#!/bin/sh\necho \"$1\" > deployed\n");
    Files.setPosixFilePermissions(deploy, PosixFilePermissions.fromString("rwx------"));
    String digest =
        "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    String model = setting.model();
    setting.member(model.substring(0, model.indexOf('.')), "ci", "CONTRIBUTOR");
    Setting.Version version = setting.registered(model, plan -> plan.put("digest", digest));
    await()
        .atMost(Setting.PATIENCE)
        .until(() -> setting.send(Request.get(Setting.CI, version.path() + "/requirements")).ok());
    return version;
  }

  private static Path examples() {
    return DocumentationE2E.root().resolve("examples").resolve("ci");
  }

  /** Runs a job as its service does: up to the first step that fails, whose code it returns. */
  private int run(Service service, Setting.Version version) {
    try {
      Path left = Files.createFile(folder.resolve("left"));
      Map<String, Object> file =
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .load(Files.readString(examples().resolve(service.file)));
      for (String shell : service.shells(file)) {
        Map<String, String> variables = variables(version);
        variables.put("GITHUB_ENV", left.toString());
        for (String line : Files.readAllLines(left)) {
          variables.put(
              line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        int code = ended(shell, variables);
        if (code != 0) {
          return code;
        }
      }
      return 0;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private int ended(String shell, Map<String, String> variables)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-e", "-c", shell)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().putAll(variables);
    Process process = builder.start();
    try {
      return process.waitFor(80, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } finally {
      process.destroyForcibly();
    }
  }

  /** What the settings of a repository or project give a job. */
  private Map<String, String> variables(Setting.Version version) {
    Map<String, String> variables = new HashMap<>();
    variables.put("ASSAY_URL", whole.gatewayUrl());
    variables.put("ASSAY_CLIENT", "ci");
    variables.put("ASSAY_SECRET", "ci");
    variables.put("ASSAY_MODEL", version.model());
    variables.put("ASSAY_VERSION", Integer.toString(version.number()));
    variables.put("ASSAY_EVERY", "1");
    return variables;
  }
}
