package org.assay.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Run with {@code -Dassay.documents.write=true} to write the documents after a change. */
class EventDocumentsTest {

  private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
  private static final boolean WRITE = Boolean.getBoolean("assay.documents.write");

  static Stream<Map.Entry<String, Class<?>>> types() {
    return EventTypes.all().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void publishesTheSchemaOfEveryType(Map.Entry<String, Class<?>> entry) throws IOException {
    assertPublished(
        SCHEMAS.resolve(entry.getKey() + ".json"),
        EventDocuments.schema(entry.getKey(), entry.getValue()));
  }

  @Test
  void publishesNoSchemaOfATypeThatIsGone() throws IOException {
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      Set<String> published = new TreeSet<>();
      files.forEach(file -> published.add(file.getFileName().toString()));
      Set<String> known = new TreeSet<>();
      EventTypes.all().keySet().forEach(type -> known.add(type + ".json"));
      assertThat(published).isEqualTo(known);
    }
  }

  @Test
  void publishesTheAsyncApiDocument() throws IOException {
    assertPublished(Path.of("asyncapi.yaml"), EventDocuments.asyncApi());
  }

  private static void assertPublished(Path file, String content) throws IOException {
    if (WRITE) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, content);
    }
    assertThat(file).hasContent(content);
  }
}
