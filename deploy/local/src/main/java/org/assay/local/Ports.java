package org.assay.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** The loopback ports of this machine. */
public final class Ports {

  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final int TRIES = 1_000;
  private static final int CONNECT_MILLIS = 500;

  private Ports() {}

  /** The port itself, or any free one for 0. */
  static int orAnyFree(int port) {
    return port == 0 ? free() : port;
  }

  /**
   * A port that nobody listens on. It is below those that the system gives to outgoing connections
   * (32768 and up, by ip(7)): one of these would often take it before the part that it is meant for
   * is up.
   *
   * @throws PartFailed if none was found
   */
  public static int free() {
    for (int i = 0; i < TRIES; i++) {
      int candidate = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      try (ServerSocket _ = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
        return candidate;
      } catch (IOException _) {
        // taken: try another
      }
    }
    throw new PartFailed("No free port was found from " + FIRST + " to " + LAST + ".");
  }

  /** Whether somebody listens there. */
  public static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
