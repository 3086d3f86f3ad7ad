package org.assay.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortHolderTest {

  @Test
  void namesTheProcessThatListens() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(PortHolder.of(socket.getLocalPort()))
          .hasValueSatisfying(
              holder -> assertThat(holder).contains("pid " + ProcessHandle.current().pid()));
    }
  }

  @Test
  void namesNobodyForAFreePort() {
    assertThat(PortHolder.of(Ports.orAnyFree(0))).isEmpty();
  }
}
