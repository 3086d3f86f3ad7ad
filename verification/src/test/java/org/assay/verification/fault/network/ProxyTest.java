package org.assay.verification.fault.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyTest {

  private static final int SHORT = 100;

  private final AtomicInteger heard = new AtomicInteger();
  private ServerSocket echo;
  private Proxy proxy;

  @BeforeEach
  void start() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::answer);
    proxy = Proxy.to(echo.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void passesBothWaysAndForgetsWhatEnded() throws IOException {
    try (Socket client = client()) {
      say(client, "hello");
      assertThat(hear(client, 5)).isEqualTo("hello");
      client.shutdownOutput();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    await().until(() -> proxy.ends() == 0);
  }

  @Test
  void deliversLateWhatWasSaidDuringACut() throws IOException {
    try (Socket client = client()) {
      say(client, "a");
      assertThat(hear(client, 1)).isEqualTo("a");
      proxy.weather(Weather.cut());
      say(client, "b");
      expectSilence(client);
      assertThat(heard).hasValue(1);
      try (Socket late = client()) {
        say(late, "c");
        expectSilence(late);
        proxy.weather(Weather.clear());
        assertThat(hear(client, 1)).isEqualTo("b");
        assertThat(hear(late, 1)).isEqualTo("c");
      }
    }
  }

  @Test
  void letsAMuteServerHearAndADeafOneNot() throws IOException {
    try (Socket client = client()) {
      proxy.weather(Weather.muteServer());
      say(client, "a");
      await().until(() -> heard.get() == 1);
      expectSilence(client);
      proxy.weather(Weather.deafServer());
      assertThat(hear(client, 1)).isEqualTo("a");
      say(client, "b");
      expectSilence(client);
      assertThat(heard).hasValue(1);
    }
  }

  @Test
  void refusesNewConnectionsWhileTheOldOnesAreSilent() throws IOException {
    try (Socket client = client()) {
      say(client, "a");
      assertThat(hear(client, 1)).isEqualTo("a");
      proxy.weather(Weather.halfOpen());
      say(client, "b");
      expectSilence(client);
      assertThatThrownBy(this::client).isInstanceOf(ConnectException.class);
      proxy.weather(Weather.clear());
      assertThat(hear(client, 1)).isEqualTo("b");
      try (Socket late = client()) {
        say(late, "c");
        assertThat(hear(late, 1)).isEqualTo("c");
      }
    }
  }

  @Test
  void resetsWhatStandsAndWhatComes() throws IOException {
    try (Socket client = client()) {
      say(client, "a");
      assertThat(hear(client, 1)).isEqualTo("a");
      proxy.weather(Weather.reset());
      assertThatThrownBy(() -> hear(client, 1)).isInstanceOf(SocketException.class);
      assertThatThrownBy(
              () -> {
                try (Socket late = client()) {
                  say(late, "c");
                  hear(late, 1);
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  @Test
  void losesNothingOfWhatItSlices() throws IOException {
    proxy.weather(Weather.sliced());
    String text = "0123456789".repeat(100);
    try (Socket client = client()) {
      say(client, text);
      assertThat(hear(client, text.length())).isEqualTo(text);
    }
  }

  @Test
  void takesItsTimeWhenItIsSlow() throws IOException {
    proxy.weather(Weather.slow());
    try (Socket client = client()) {
      long before = System.nanoTime();
      say(client, "a");
      assertThat(hear(client, 1)).isEqualTo("a");
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThan(Duration.ofMillis(200));
    }
  }

  private Socket client() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    client.setSoTimeout(10_000);
    client.setTcpNoDelay(true);
    return client;
  }

  private static void say(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hear(Socket client, int bytes) throws IOException {
    return new String(client.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
  }

  private static void expectSilence(Socket client) throws IOException {
    client.setSoTimeout(SHORT);
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    client.setSoTimeout(10_000);
  }

  private void answer() {
    while (!echo.isClosed()) {
      try {
        Socket client = echo.accept();
        Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void answer(Socket client) {
    try (client) {
      byte[] buffer = new byte[1024];
      int read;
      while ((read = client.getInputStream().read(buffer)) >= 0) {
        heard.addAndGet(read);
        client.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException _) {
      // The test ended it.
    }
  }
}
