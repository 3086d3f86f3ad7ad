package org.assay.benchmarks.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.assay.benchmarks.load.Target;
import org.assay.local.Ports;

/**
 * An nginx of our own on a port of loopback, as a proxy with kept connections in front of one
 * service; it has nothing to do with one that the system may run.
 */
public final class Nginx implements AutoCloseable {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param folder for its settings and files
   * @param service what it stands in front of
   * @throws IllegalStateException if it is not installed or does not start
   */
  public static Nginx start(Path folder, Target service) {
    Path program =
        program()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "there is no nginx. Install it, on Debian by: apt-get install nginx-light"
                            + " (the benchmark starts its own, the system's need not run)"));
    try {
      Files.createDirectories(folder);
      int port = Ports.free();
      Path settings = Files.writeString(folder.resolve("nginx.conf"), settings(port, service));
      Process process =
          new ProcessBuilder(
                  program.toString(),
                  "-p",
                  folder.toAbsolutePath() + "/",
                  "-c",
                  settings.toAbsolutePath().toString(),
                  "-e",
                  "error.log")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output.log").toFile())
              .start();
      Nginx nginx = new Nginx(process, port);
      nginx.awaitAnswer(folder);
      return nginx;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is, if it is installed. */
  public static Optional<Path> program() {
    return Stream.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Where it answers. */
  public Target target() {
    return Target.loopback(port);
  }

  /** The number of its first process. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void awaitAnswer(Path folder) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!Ports.answers(port)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IllegalStateException(
            "nginx does not start: " + Files.readString(folder.resolve("output.log")));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** What nginx's own pages advise for a proxy: a worker a core, kept connections, no log. */
  private static String settings(int port, Target service) {
    return """
    daemon off;
    worker_processes auto;
    pid nginx.pid;
    events { worker_connections 1024; }
    http {
      access_log off;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      keepalive_requests 1000000;
      upstream service {
        server 127.0.0.1:%d;
        keepalive 64;
        keepalive_requests 1000000;
      }
      server {
        listen 127.0.0.1:%d;
        location / {
          proxy_pass http://service;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          proxy_set_header Host $host;
        }
      }
    }
    """
        .formatted(service.port(), port);
  }
}
