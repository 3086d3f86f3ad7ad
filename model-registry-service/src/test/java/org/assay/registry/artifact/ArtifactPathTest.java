package org.assay.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MLmodel",
        "1/0a1b/artifacts/model/model.pkl",
        "dir a/\u00fc/f",
        "\u6a21\u578b/\ud83d\ude80",
        "a%b?c#d",
        "...",
        "a..b",
        ".hidden",
        "ab:c",
        "quote\"'",
      })
  void takesWhatAFileMayBeCalled(String path) {
    assertThat(ArtifactPath.faultOf(path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "a/",
        "a//b",
        ".",
        "..",
        "../a",
        "a/../b",
        "a/./b",
        "a/..",
        "a\\b",
        "..\\b",
        "C:/a",
        "c:a",
        "a\u0000b",
        "a\nb",
        "a\u007fb",
        "a\u0085b",
        "a\u202eb",
        "a\u2066b",
        "a\u200bb",
        "a\ufeffb",
        "a\u2028b",
        "a\ue000b",
        "a\ud800b",
        "u\u0308",
        " ",
        "a/ /b",
      })
  void refusesWhatHidesOrLeadsElsewhere(String path) {
    assertThat(ArtifactPath.faultOf(path)).isPresent();
  }

  @Test
  void boundsBytesSegmentsAndDepth() {
    assertThat(ArtifactPath.faultOf("s".repeat(255))).isEmpty();
    assertThat(ArtifactPath.faultOf("s".repeat(256))).isPresent();
    assertThat(ArtifactPath.faultOf("\u00fc".repeat(128))).isPresent();
    assertThat(ArtifactPath.faultOf("a/".repeat(31) + "a")).isEmpty();
    assertThat(ArtifactPath.faultOf("a/".repeat(32) + "a")).isPresent();
    assertThat(ArtifactPath.faultOf(("a".repeat(100) + "/").repeat(10) + "a".repeat(14))).isEmpty();
    assertThat(ArtifactPath.faultOf(("a".repeat(100) + "/").repeat(10) + "a".repeat(15)))
        .isPresent();
  }

  @Test
  void sortsByBytesNotByCharacters() {
    // U+FF5E comes before U+1F680 in UTF-8 and after its surrogates in UTF-16.
    List<ArtifactPath> paths =
        Stream.of("\ud83d\ude80", "\uff5e", "a/b", "a.b", "B").map(ArtifactPath::new).toList();

    assertThat(paths.stream().sorted().map(ArtifactPath::value))
        .containsExactly("B", "a.b", "a/b", "\uff5e", "\ud83d\ude80");
  }

  @Test
  void knowsItsFoldersOutermostFirst() {
    assertThat(new ArtifactPath("a/b/c").folders()).containsExactly("a", "a/b");
    assertThat(new ArtifactPath("a").folders()).isEmpty();
    assertThat(new ArtifactPath("a/b/c").name()).isEqualTo("c");
    assertThat(new ArtifactPath("a/b/c").within(new ArtifactPath("a"))).isEqualTo("b/c");
  }
}
