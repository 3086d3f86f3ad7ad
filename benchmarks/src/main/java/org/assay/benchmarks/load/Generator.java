package org.assay.benchmarks.load;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests and times their answers. One event loop does all the sending and reading, so it
 * takes little of the processor that it shares with what it measures; the requests in flight are
 * bounded by the connections, and those that are due while all are busy wait, their clock running.
 *
 * <p>Only one run at a time; the caller's thread paces it.
 */
public final class Generator implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** The requests that may be due and unanswered before the pacing thread itself waits. */
  private static final int BACKLOG = 100_000;

  private final Vertx vertx;
  private final Context loop;
  private final HttpClient http;

  /** A generator with at most this many requests in flight. */
  public Generator(int connections) {
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
    this.loop = vertx.getOrCreateContext();
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(connections)
                .setKeepAliveTimeout(20)
                .setConnectTimeout(5_000)
                .setTcpNoDelay(true));
  }

  /** A run whose answers nobody needs. */
  public LoadOutcome openLoop(Target target, Shots shots, double perSecond, Duration length) {
    return openLoop(target, shots, perSecond, length, Replies.ignored(), new StartTime());
  }

  /**
   * Sends at a fixed rate, whether or not answers come, and times each from the instant at which it
   * was due.
   *
   * @param perSecond requests a second, evenly spaced
   * @param startTime is told when the first request is due
   */
  public LoadOutcome openLoop(
      Target target,
      Shots shots,
      double perSecond,
      Duration length,
      Replies replies,
      StartTime startTime) {
    Run run = new Run(replies);
    AtomicInteger due = new AtomicInteger();
    long start = System.nanoTime() + LEAD_NANOS;
    startTime.is(start);
    int count = (int) Math.round(perSecond * length.toNanos() / 1e9);
    double gap = 1e9 / perSecond;
    for (int i = 0; i < count; i++) {
      long intended = start + (long) (i * gap);
      Shot shot = shots.shot(i);
      awaitTurn(intended, due);
      due.incrementAndGet();
      int index = i;
      loop.runOnContext(
          _ -> {
            run.sent(intended, System.nanoTime(), true);
            send(target, shot, index, intended, run, due::decrementAndGet);
          });
    }
    loop.runOnContext(_ -> run.allSent());
    awaitEnd(run);
    return closed(run, perSecond, start, start + length.toNanos());
  }

  /**
   * Keeps so many clients busy for a time, each sending its next request when its last is answered:
   * for throughput alone, since its latencies hide what a client did not ask while it waited.
   */
  public LoadOutcome closedLoop(Target target, Shots shots, int clients, Duration length) {
    long start = System.nanoTime();
    long end = start + length.toNanos();
    return chain(target, shots, clients, Integer.MAX_VALUE, start, end, Replies.ignored());
  }

  /** Sends exactly so many requests as fast as so many clients can. */
  public LoadOutcome all(Target target, Shots shots, int count, int clients, Replies replies) {
    long start = System.nanoTime();
    long end = start + Duration.ofMinutes(5).toNanos();
    return chain(target, shots, clients, count, start, end, replies);
  }

  /** When the first request of a run is due, by {@link System#nanoTime()}. */
  public static final class StartTime {

    private long nanos;

    /** The time; 0 before the run. */
    public long nanos() {
      return nanos;
    }

    private void is(long time) {
      nanos = time;
    }
  }

  @Override
  public void close() {
    await(vertx.close().toCompletionStage().toCompletableFuture(), GRACE);
  }

  private LoadOutcome chain(
      Target target, Shots shots, int clients, int count, long start, long end, Replies replies) {
    Run run = new Run(replies);
    AtomicInteger next = new AtomicInteger();
    loop.runOnContext(
        _ -> {
          Runnable sendNext =
              new Runnable() {
                @Override
                public void run() {
                  long now = System.nanoTime();
                  int index = next.get();
                  if (now < end && index < count) {
                    next.incrementAndGet();
                    run.sent(now, now, false);
                    send(target, shots.shot(index), index, now, run, this);
                  } else if (run.outstanding() == 0) {
                    run.allSent();
                  }
                }
              };
          for (int client = 0; client < clients; client++) {
            sendNext.run();
          }
        });
    await(run.done(), Duration.ofNanos(end - start).plus(GRACE));
    return closed(run, 0, start, Math.min(end, System.nanoTime()));
  }

  private void send(
      Target target, Shot shot, int index, long intended, Run run, Runnable afterwards) {
    RequestOptions options =
        new RequestOptions()
            .setHost(target.host())
            .setPort(target.port())
            .setMethod(HttpMethod.valueOf(shot.method()))
            .setURI(shot.path());
    http.request(options)
        .compose(request -> answer(request, shot))
        .onComplete(
            answer -> {
              if (answer.succeeded()) {
                run.answered(index, answer.result().status(), answer.result().body(), intended);
              } else {
                run.lost();
              }
              afterwards.run();
            });
  }

  private static io.vertx.core.Future<Answer> answer(HttpClientRequest request, Shot shot) {
    shot.headers().forEach(request::putHeader);
    String body = shot.body();
    return (body == null ? request.send() : request.send(body))
        .compose(
            response -> response.body().map(bytes -> new Answer(response.statusCode(), bytes)));
  }

  private static void awaitTurn(long intended, AtomicInteger due) {
    // Parking is the pacing: the thread has nothing else to do until the next request is due.
    long wait = intended - System.nanoTime();
    while (wait > 0) {
      LockSupport.parkNanos(wait);
      wait = intended - System.nanoTime();
    }
    while (due.get() >= BACKLOG) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private static void awaitEnd(Run run) {
    await(run.done(), GRACE);
  }

  private LoadOutcome closed(Run run, double perSecond, long start, long end) {
    CompletableFuture<LoadOutcome> outcome = new CompletableFuture<>();
    loop.runOnContext(_ -> outcome.complete(run.close(perSecond, start, end)));
    return outcome.join();
  }

  /** Waits at most so long: what has not come by then counts as never answered. */
  private static void await(CompletableFuture<?> future, Duration patience) {
    try {
      future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      // Run.close counts them.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private record Answer(int status, Buffer body) {}
}
