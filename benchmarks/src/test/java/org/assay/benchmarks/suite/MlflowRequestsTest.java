package org.assay.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MlflowRequestsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void logsAsManyPointsAsAClientMayAtOnceAndNoneTwice() throws Exception {
    Set<String> points = new HashSet<>();
    for (int firstStep : new int[] {0, MlflowRequests.STEPS}) {
      JsonNode body = JSON.readTree(MlflowRequests.metrics("run", firstStep, 1));
      assertThat(body.path("metrics")).hasSize(MlflowRequests.POINTS);
      body.path("metrics")
          .forEach(point -> points.add(point.path("key") + " " + point.path("step")));
    }

    assertThat(points).hasSize(2 * MlflowRequests.POINTS);
  }

  @Test
  void writesJson() throws Exception {
    assertThat(JSON.readTree(MlflowRequests.run("e", 1, 2)).path("tags")).hasSize(4);
    assertThat(JSON.readTree(MlflowRequests.results("r", 1)).path("params")).hasSize(3);
    assertThat(JSON.readTree(MlflowRequests.tagged("m", 1, 2, 3)).path("tags")).hasSize(3);
    assertThat(JSON.readTree(MlflowRequests.version("m", "s", "r")).path("run_id").asText())
        .isEqualTo("r");
    assertThat(JSON.readTree(MlflowRequests.alias("m", "a", 1)).path("version").isTextual())
        .isTrue();
  }

  @Test
  void leavesOutOfASearchWhatIsNotAskedFor() {
    assertThat(MlflowRequests.search("", 100, Map.of()).path())
        .endsWith("/model-versions/search?max_results=100");
    assertThat(MlflowRequests.search("run_id = 'r'", "name ASC", 100, Map.of()).path())
        .endsWith("?filter=run_id+%3D+%27r%27&max_results=100&order_by=name+ASC");
  }
}
