package org.assay.gateway.limit;

import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whose bucket a request draws from.
 *
 * @param value a subject or an address, told apart by a prefix
 */
public record CallerKey(String value) {

  /** Half of an IPv6 address names a network, the other half anything its owner likes. */
  private static final int IPV6_NETWORK_BYTES = 8;

  /** The bucket of a verified identity. */
  public static CallerKey subject(String subject) {
    return new CallerKey("subject:" + subject);
  }

  /**
   * The bucket of an identity's MLflow clients, apart from its other requests: a training that logs
   * much must not lock its owner out of the console.
   */
  public static CallerKey mlflowOf(String subject) {
    return new CallerKey("mlflow:" + subject);
  }

  /** The bucket of one name at this address. */
  CallerKey under(String name) {
    return new CallerKey(value + " as " + name);
  }

  /** The bucket of an address; IPv6 addresses of one /64 network share one. */
  public static CallerKey address(SocketAddress peer) {
    String host = peer.hostAddress();
    if (host == null || host.indexOf(':') < 0) {
      return new CallerKey("address:" + host);
    }
    // A literal address: nothing is looked up.
    InetAddress address = InetAddress.ofLiteral(host);
    if (!(address instanceof Inet6Address)) {
      return new CallerKey("address:" + address.getHostAddress());
    }
    byte[] network = Arrays.copyOf(address.getAddress(), IPV6_NETWORK_BYTES);
    return new CallerKey("network:" + HexFormat.of().formatHex(network));
  }
}
