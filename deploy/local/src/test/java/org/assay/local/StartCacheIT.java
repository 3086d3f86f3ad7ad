package org.assay.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program built as a service is, started with start caches that fit and that do not. */
class StartCacheIT {

  private static final String NAME = "tiny-service";

  @TempDir Path repository;
  private final int port = Ports.orAnyFree(0);
  private StartCache cache;

  @BeforeEach
  void aServiceWithItsCache() throws Exception {
    build();
    cache = QuarkusProcess.cache(NAME, repository);
    makeCache();
  }

  @AfterEach
  void noProcessIsLeft() {
    PartProcess.running(NAME, folder()).ifPresent(PartProcess::kill);
  }

  @Test
  void isUsedAndSurvivesAKill() throws Exception {
    start(Overrides.none());
    assertThat(mapsTheCache()).isTrue();

    process().kill();
    start(Overrides.none());

    assertThat(mapsTheCache()).isTrue();
  }

  @Test
  void isNotUsedForAnotherBuild() throws Exception {
    Files.setLastModifiedTime(
        jar(), FileTime.from(Files.getLastModifiedTime(jar()).toInstant().plusSeconds(1)));

    assertThat(cache.fits()).isFalse();
    start(Overrides.none());

    assertThat(mapsTheCache()).isFalse();
  }

  @Test
  void isNotUsedWithOtherJvmOptions() throws Exception {
    assertThat(new StartCache(cache.application(), List.of("-Xmx1g")).fits()).isFalse();

    start(new Overrides(Map.of(), List.of("-Dmore=1")));

    assertThat(mapsTheCache()).isFalse();
  }

  @Test
  void isNotUsedWhereItIsMissing() throws Exception {
    Files.delete(cache.file());

    start(Overrides.none());

    assertThat(cache.fits()).isFalse();
  }

  @Test
  void thatIsBrokenIsRefusedAndForgotten() throws Exception {
    byte[] whole = Files.readAllBytes(cache.file());
    Files.write(cache.file(), Arrays.copyOf(whole, whole.length / 2));
    assertThat(cache.fits()).isTrue();

    start(Overrides.none());

    assertThat(mapsTheCache()).isFalse();
    assertThat(cache.fits()).isFalse();
  }

  @Test
  void ofABuildThatWasReplacedMeanwhileIsThrownAway() throws Exception {
    String writtenOf = cache.fingerprint();
    Files.writeString(cache.fresh(), "of the build before");
    build();
    Files.setLastModifiedTime(jar(), FileTime.fromMillis(0));

    cache.keep(writtenOf);

    assertThat(cache.fresh()).doesNotExist();
    assertThat(cache.fits()).isFalse();
  }

  private void makeCache() throws IOException {
    String writtenOf = cache.fingerprint();
    PartProcess process =
        PartProcess.start(
            NAME,
            folder(),
            port,
            QuarkusProcess.command(jar(), List.of("-XX:AOTCacheOutput=" + cache.fresh())),
            environment());
    process.awaitReady(Duration.ofSeconds(60), () -> Http.answers(ready()));
    process.stop("TERM", Duration.ofSeconds(60));
    cache.keep(writtenOf);
  }

  private void start(Overrides overrides) {
    QuarkusProcess.start(NAME, repository, folder(), port, environment(), overrides);
  }

  private boolean mapsTheCache() throws IOException {
    try (Stream<String> maps =
        Files.lines(Path.of("/proc", Long.toString(process().pid()), "maps"))) {
      return maps.anyMatch(line -> line.endsWith(cache.file().toString()));
    }
  }

  private PartProcess process() {
    return PartProcess.running(NAME, folder()).orElseThrow();
  }

  private Path folder() {
    return repository.resolve("home");
  }

  private Map<String, String> environment() {
    return Map.of("QUARKUS_HTTP_PORT", Integer.toString(port));
  }

  private String ready() {
    return "http://127.0.0.1:" + port + "/q/health/ready";
  }

  private Path jar() {
    return repository.resolve(NAME).resolve("target/quarkus-app/quarkus-run.jar");
  }

  private void build() throws IOException {
    Files.createDirectories(jar().getParent());
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TinyService.class.getName());
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(jar()), manifest)) {
      add(jar, "org/assay/local/TinyService.class");
    }
  }

  private static void add(JarOutputStream jar, String name) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    try (@Nullable InputStream in = TinyService.class.getClassLoader().getResourceAsStream(name)) {
      assertThat(in).isNotNull();
      in.transferTo(jar);
    }
    jar.closeEntry();
  }
}
