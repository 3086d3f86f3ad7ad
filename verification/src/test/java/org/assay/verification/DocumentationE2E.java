package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the documentation shows can be used: JSON and YAML parse, shell blocks are shell, links lead
 * somewhere.
 */
class DocumentationE2E {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(\\w+)[^\\n]*\\n(.*?)^ *```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
  private static final Path ROOT = root();

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void everyBlockParses(Path page) throws Exception {
    Matcher block = BLOCK.matcher(Files.readString(ROOT.resolve(page)));
    while (block.find()) {
      String text = block.group(2);
      switch (block.group(1)) {
        case "json" -> assertThat(new ObjectMapper().readTree(text)).as(text).isNotNull();
        case "yaml", "yml" -> assertThat(new YAMLMapper().readTree(text)).as(text).isNotNull();
        case "sh", "bash", "shell" -> assertShell(text);
        default -> {}
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void everyLinkIntoTheRepositoryLeadsSomewhere(Path page) throws IOException {
    Matcher link =
        LINK.matcher(Files.readString(ROOT.resolve(page)).replaceAll("(?ms)^ *```.*?^ *```", ""));
    while (link.find()) {
      String target = link.group(1);
      if (!target.contains("://") && !target.startsWith("mailto:") && !target.startsWith("/")) {
        assertThat(ROOT.resolve(page).resolveSibling(target).normalize())
            .as("%s links to %s", page, target)
            .exists();
      }
    }
  }

  static List<Path> pages() {
    try (Stream<Path> files =
        Files.find(
            ROOT,
            8,
            (path, attributes) -> attributes.isRegularFile() && path.toString().endsWith(".md"))) {
      return files
          .map(ROOT::relativize)
          .filter(
              path ->
                  Stream.of("target", "node_modules", ".git", ".assay")
                      .noneMatch(skip -> path.toString().contains(skip)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertShell(String text) throws Exception {
    Process shell = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    try (var in = shell.getOutputStream()) {
      in.write(text.getBytes(StandardCharsets.UTF_8));
    }
    String complaint = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).as("%s%n%s", text, complaint).isZero();
  }

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("assay")) || !Files.exists(folder.resolve("docs"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("The repository's root was not found");
      }
    }
    return folder;
  }
}
