package org.assay.verification.fault.network;

import java.io.IOException;
import java.net.ServerSocket;
import org.assay.local.PartFailed;

/** A port of loopback that nothing listens on now. */
public final class FreePort {

  private FreePort() {}

  /**
   * Finds one.
   *
   * @throws PartFailed if there is none
   */
  public static int find() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new PartFailed("no port is free", e);
    }
  }
}
