package org.assay.benchmarks.load;

import java.net.URI;

/**
 * Where requests go.
 *
 * @param host a name or address
 * @param port a TCP port
 */
public record Target(String host, int port) {

  /** The host and port of an address such as {@code http://localhost:8080}. */
  public static Target of(String url) {
    URI uri = URI.create(url);
    return new Target(uri.getHost(), uri.getPort());
  }

  /** A port of loopback. */
  public static Target loopback(int port) {
    return new Target("127.0.0.1", port);
  }
}
