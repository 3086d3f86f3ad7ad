package org.assay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransferTest {

  private static final long SIZE = (3 << 20) + 17;

  private final Transfer transfer = new Transfer();
  private HttpServer server;
  private byte[] kept = new byte[0];
  private String announced = "";
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    transfer.close();
    server.stop(0);
  }

  @Test
  void bringsBackWhatItSent() {
    transfer.send(file(1));

    assertThat(kept).hasSize((int) SIZE);
    assertThat(announced).isEqualTo(Long.toString(SIZE));
    assertThat(transfer.fetch(file(1))).isPositive();
  }

  @Test
  void makesOtherBytesOfEachSeedAndOfEachPiece() {
    transfer.send(file(1));
    byte[] first = kept;
    transfer.send(file(2));

    assertThat(kept).isNotEqualTo(first);
    assertThat(Arrays.copyOfRange(kept, 0, 1 << 20))
        .isNotEqualTo(Arrays.copyOfRange(kept, 1 << 20, 2 << 20));
  }

  @Test
  void noticesOneOtherByte() {
    transfer.send(file(1));
    kept[2_000_000] ^= 1;

    assertThatThrownBy(() -> transfer.fetch(file(1))).hasMessageContaining("other bytes");
  }

  @Test
  void noticesThatTheEndIsMissing() {
    transfer.send(file(1));
    kept = Arrays.copyOf(kept, kept.length - 1);

    assertThatThrownBy(() -> transfer.fetch(file(1))).hasMessageContaining("short");
  }

  @Test
  void noticesThatMoreCame() {
    transfer.send(file(1));
    kept = Arrays.copyOf(kept, kept.length + 1);

    assertThatThrownBy(() -> transfer.fetch(file(1))).hasMessageContaining("other bytes");
  }

  @Test
  void saysWhyItWasRefused() {
    status = 413;

    assertThatThrownBy(() -> transfer.send(file(1))).hasMessageContaining("413");
  }

  private Transfer.File file(long seed) {
    Target target = Target.loopback(server.getAddress().getPort());
    return new Transfer.File(target, "/file", Map.of("Accept", "*/*"), seed, SIZE);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = new byte[0];
    if (exchange.getRequestMethod().equals("PUT")) {
      announced = exchange.getRequestHeaders().getFirst("Content-Length");
      kept = exchange.getRequestBody().readAllBytes();
    } else {
      body = kept;
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
