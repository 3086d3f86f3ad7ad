package org.assay.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every path that a service documents leads to that service. */
class DocumentedPathsTest {

  private final RouteTable table = new RouteTable(RouteTableTest.config());

  @ParameterizedTest
  @EnumSource(ServiceName.class)
  void leadToTheServiceThatDocumentsThem(ServiceName service) throws IOException {
    Path document = Path.of("..", service.text(), "src/main/openapi/openapi.yaml");

    assertThat(paths(document))
        .isNotEmpty()
        .allSatisfy(
            path ->
                assertThat(table.find(path.replaceAll("\\{[^}]*}", "x")))
                    .as(path)
                    .get()
                    .extracting(Route::service)
                    .isEqualTo(service));
  }

  private static List<String> paths(Path document) throws IOException {
    return new YAMLMapper()
        .readTree(document.toFile()).path("paths").properties().stream()
            .map(Map.Entry::getKey)
            .toList();
  }
}
