package org.assay.benchmarks.load;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Answers at once, but for one request that makes all others wait for it. */
final class StallingServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile long stalledUntil = System.nanoTime();

  /** One whose request number {@code at} stalls everything for so long. */
  StallingServer(int at, long stallNanos) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          if (asked.incrementAndGet() == at) {
            stalledUntil = System.nanoTime() + stallNanos;
          }
          waitOut();
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals("/no") ? 503 : 204, -1);
          exchange.close();
        });
    server.start();
  }

  /** What this stands for is a server that does nothing for a time, so it waits by the clock. */
  private void waitOut() {
    long wait = stalledUntil - System.nanoTime();
    while (wait > 0) {
      LockSupport.parkNanos(wait);
      wait = stalledUntil - System.nanoTime();
    }
  }

  Target target() {
    return Target.loopback(server.getAddress().getPort());
  }

  int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
