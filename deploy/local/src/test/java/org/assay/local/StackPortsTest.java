package org.assay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackPortsTest {

  @Test
  void takesTheVariableWhereOneIsSet() {
    StackPorts ports = StackPorts.of(Map.of("ASSAY_REVIEW_PORT", " 9083 ", "ASSAY_KAFKA_PORT", ""));

    assertThat(ports).isEqualTo(new StackPorts(8080, 8081, 8082, 9083, 8180, 15432, 19092));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "http", "99999999999"})
  void namesTheVariableThatIsNoPort(String value) {
    assertThatThrownBy(() -> StackPorts.of(Map.of("ASSAY_GATEWAY_PORT", value)))
        .isInstanceOf(PartFailed.class)
        .hasMessageContaining("ASSAY_GATEWAY_PORT")
        .hasMessageContaining(value);
  }

  @Test
  void findsDistinctFreePorts() {
    StackPorts ports = StackPorts.free();

    assertThat(
            List.of(
                ports.gateway(),
                ports.project(),
                ports.registry(),
                ports.review(),
                ports.keycloak(),
                ports.postgres(),
                ports.kafka()))
        .doesNotHaveDuplicates()
        .noneMatch(Ports::answers);
  }
}
