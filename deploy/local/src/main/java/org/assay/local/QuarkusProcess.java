package org.assay.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service or the gateway, from the folder {@code target/quarkus-app} of its module. */
final class QuarkusProcess {

  private static final Duration START = Duration.ofSeconds(90);

  /** A small heap, one collector thread and one compiler: seven processes share a small machine. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xms32m",
          "-Xmx160m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

  private QuarkusProcess() {}

  /** Starts it and returns when it says that it is ready. */
  static void start(
      String name,
      Path repository,
      Path folder,
      int port,
      Map<String, String> environment,
      Overrides overrides) {
    Path jar = requireBuilt(name, repository);
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(overrides.environment());
    // A cache is made for the stack's own options; the JVM refuses it with a javaagent, for one.
    boolean ownOptions = overrides.jvmOptions().isEmpty();
    StartCache cache = cache(name, repository);
    List<String> more = ownOptions ? cache.use() : overrides.jvmOptions();
    PartProcess process = PartProcess.start(name, folder, port, command(jar, more), variables);
    try {
      process.awaitReady(START, () -> Http.answers("http://127.0.0.1:" + port + "/q/health/ready"));
      cache.dropIfRefused(PartProcess.log(folder));
    } catch (PartFailed e) {
      process.kill();
      throw e;
    }
  }

  /**
   * Its program.
   *
   * @throws PartFailed if it is not built
   */
  static Path requireBuilt(String name, Path repository) {
    Path jar = repository.resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new PartFailed(
          name
              + " is not built ("
              + jar
              + " is missing): ./assay up without --no-build builds it.");
    }
    return jar;
  }

  /** Its start cache, there or not. */
  static StartCache cache(String name, Path repository) {
    return new StartCache(repository.resolve(name).resolve("target/quarkus-app"), OPTIONS);
  }

  static List<String> command(Path jar, List<String> moreOptions) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(OPTIONS);
    words.addAll(moreOptions);
    words.add("-jar");
    words.add(jar.toString());
    return words;
  }
}
