package org.assay.verification.fault.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.assay.verification.fault.Pause;
import org.assay.verification.fault.network.Weather.Arrivals;
import org.jspecify.annotations.Nullable;

/**
 * Stands between clients and a server, both on loopback, and passes on what they say as the weather
 * lets it. Two virtual threads a connection; at most {@value #MOST_CONNECTIONS} connections.
 */
final class Proxy implements AutoCloseable {

  private static final int MOST_CONNECTIONS = 1_000;
  private static final int BACKLOG = 512;
  private static final int BUFFER = 1 << 16;
  private static final Duration REBIND = Duration.ofSeconds(10);

  private final int port;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Semaphore room = new Semaphore(MOST_CONNECTIONS);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Both under the lock.
  private Weather weather = Weather.clear();
  private @Nullable ServerSocket listening;
  private volatile boolean closed;

  private Proxy(ServerSocket listening, int target) {
    this.listening = listening;
    this.port = listening.getLocalPort();
    this.target = target;
  }

  /** One on a free port that leads to this port. */
  static Proxy to(int target) {
    Proxy proxy = new Proxy(listen(0), target);
    Thread.ofVirtual().name("proxy-" + target).start(proxy::accept);
    return proxy;
  }

  /** Where clients connect to. */
  int port() {
    return port;
  }

  /** How many connections stand, counting both of their ends. */
  int ends() {
    return sockets.size();
  }

  /** Changes the weather for all connections, those that stand as well. */
  void weather(Weather next) {
    lock.lock();
    try {
      boolean wasRefused = weather.arrivals() == Arrivals.REFUSED;
      weather = next;
      if (next.arrivals() == Arrivals.REFUSED) {
        stopListening();
      } else if (wasRefused) {
        listening = listenAgain();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (next.arrivals() == Arrivals.RESET) {
      reset();
    }
  }

  /** Ends every connection that stands, so that both sides get a reset. */
  void reset() {
    sockets.forEach(Proxy::reset);
  }

  @Override
  public void close() {
    closed = true;
    lock.lock();
    try {
      stopListening();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    reset();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = awaitListening().accept();
        // What came while it hangs stays unanswered until the weather changes.
        Weather now = awaitNot(Arrivals.HANG);
        if (now.arrivals() == Arrivals.PASS && room.tryAcquire()) {
          Thread.ofVirtual().start(() -> serve(client));
        } else {
          reset(client);
        }
      } catch (IOException _) {
        // It was told to stop listening; the loop waits until it listens again.
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket()) {
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
      sockets.add(client);
      sockets.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      if (awaitNot(Arrivals.HANG).arrivals() == Arrivals.RESET) {
        reset(client); // the weather changed while this one connected
      }
      Thread answers = Thread.ofVirtual().start(() -> pump(server, client, false));
      pump(client, server, true);
      answers.join();
      sockets.remove(server);
    } catch (IOException _) {
      reset(client);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(client);
      room.release();
    }
  }

  /** Passes on one direction until its end; a failure on either side resets both. */
  private void pump(Socket from, Socket to, boolean toServer) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read;
      while ((read = in.read(buffer)) >= 0) {
        Weather now = awaitPassage(toServer);
        linger(now);
        for (int at = 0; at < read; at += now.slice()) {
          out.write(buffer, at, Math.min(now.slice(), read - at));
        }
      }
      awaitPassage(toServer);
      to.shutdownOutput();
    } catch (IOException _) {
      reset(from);
      reset(to);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void linger(Weather now) {
    if (!now.delay().isZero()) {
      long more = ThreadLocalRandom.current().nextLong(now.jitter().toNanos() + 1);
      Pause.of(now.delay().plusNanos(more));
    }
  }

  private Weather awaitPassage(boolean toServer) throws InterruptedException {
    lock.lock();
    try {
      while (!closed && (toServer ? weather.heldToServer() : weather.heldToClient())) {
        changed.await();
      }
      return weather;
    } finally {
      lock.unlock();
    }
  }

  private Weather awaitNot(Arrivals arrivals) throws InterruptedException {
    lock.lock();
    try {
      while (!closed && weather.arrivals() == arrivals) {
        changed.await();
      }
      return weather;
    } finally {
      lock.unlock();
    }
  }

  private ServerSocket awaitListening() throws InterruptedException {
    lock.lock();
    try {
      while (listening == null) {
        if (closed) {
          throw new InterruptedException("closed");
        }
        changed.await();
      }
      return listening;
    } finally {
      lock.unlock();
    }
  }

  private void stopListening() {
    if (listening != null) {
      try {
        listening.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      listening = null;
    }
  }

  private ServerSocket listenAgain() {
    long end = System.nanoTime() + REBIND.toNanos();
    while (true) {
      try {
        return listen(port);
      } catch (UncheckedIOException e) {
        if (System.nanoTime() - end > 0) {
          throw e;
        }
        Pause.of(Duration.ofMillis(20));
      }
    }
  }

  private static ServerSocket listen(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException("Port " + port + " cannot be listened on", e);
    }
  }

  private static void reset(Socket socket) {
    try {
      // A close that discards what is unsent sends RST. Source: socket(7), SO_LINGER.
      socket.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException _) {
      // It is closed already.
    }
    try {
      socket.close();
    } catch (IOException _) {
      // Then it is gone anyway.
    }
  }
}
