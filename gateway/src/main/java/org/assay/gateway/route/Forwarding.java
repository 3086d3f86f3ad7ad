package org.assay.gateway.route;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.concurrent.TimeUnit;
import org.assay.gateway.arrival.Arrival;
import org.assay.gateway.problem.ProblemAnswer;
import org.assay.gateway.problem.Refusal;
import org.assay.gateway.token.Caller;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a service and the answer on its way back. Bodies stream both ways with
 * back-pressure; what is held is one chunk. All of it runs on the request's own event loop.
 */
final class Forwarding implements ProxyInterceptor {

  private static final ProxyOptions NO_WEB_SOCKETS = new ProxyOptions().setSupportWebSocket(false);

  private final RoutingContext ctx;
  private final Route route;
  private final Backend backend;
  private final RouteMetrics.Running running;
  private final Context context;
  private @Nullable MeteredBody body;
  private @Nullable HttpClientRequest outgoing;
  private @Nullable Refusal refusal;

  Forwarding(RoutingContext ctx, Route route, Backend backend, RouteMetrics.Running running) {
    this.ctx = ctx;
    this.route = route;
    this.backend = backend;
    this.running = running;
    this.context = ctx.vertx().getOrCreateContext();
  }

  void start() {
    HttpProxy.reverseProxy(NO_WEB_SOCKETS, backend.client())
        .origin(_ -> connect())
        .addInterceptor(this)
        .handle(ctx.request());
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext proxied) {
    ProxyRequest request = proxied.request();
    Hops.clean(request.headers(), ctx.request(), Caller.of(ctx).token());
    meter(request);
    return backend
        .guarded(context, () -> answerInTime(proxied))
        .recover(failure -> Future.succeededFuture(refuse(request, failure)));
  }

  @Override
  public Future<Void> handleProxyResponse(ProxyContext proxied) {
    if (refusal != null) {
      running.answered(refusal.type().status());
      ProblemAnswer.send(ctx, refusal);
      return Future.succeededFuture();
    }
    ProxyResponse response = proxied.response();
    Hops.clean(response.headers());
    response.headers().remove(Arrival.REQUEST_ID); // ours is set already
    running.answered(response.getStatusCode());
    if (response.getBody() == null || response.getBody().length() >= 0) {
      return proxied.sendResponse();
    }
    return ctx.request().version() == HttpVersion.HTTP_1_0
        ? untilClosed(response)
        : atOnce(proxied);
  }

  /** Shows the head before the body's first byte, which may be an event's much later. */
  private Future<Void> atOnce(ProxyContext proxied) {
    Future<Void> sent = proxied.sendResponse();
    if (ctx.response().isChunked() && !ctx.response().headWritten()) {
      ctx.response().writeHead();
    }
    return sent;
  }

  /** HTTP/1.0 knows no chunks, so the connection's end ends the body; the proxy would hold it. */
  private Future<Void> untilClosed(ProxyResponse response) {
    HttpServerResponse caller = ctx.response();
    caller.setStatusCode(response.getStatusCode());
    response.headers().remove(HttpHeaders.TRANSFER_ENCODING);
    caller.headers().addAll(response.headers());
    caller.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    return response.getBody().stream().pipeTo(caller).onFailure(_ -> abort());
  }

  private void meter(ProxyRequest request) {
    Body whole = request.getBody();
    MeteredBody metered = new MeteredBody(whole.stream(), route.bodyLimit());
    this.body = metered;
    request.setBody(whole.length() >= 0 ? Body.body(metered, whole.length()) : Body.body(metered));
  }

  private Future<HttpClientRequest> connect() {
    return backend
        .client()
        .request(backend.requestOptions())
        .onSuccess(
            request -> {
              this.outgoing = request;
              request.exceptionHandler(_ -> {}); // told by the response's failure already
            });
  }

  /** Fails, and breaks the connection off, when the service is silent for too long. */
  private Future<ProxyResponse> answerInTime(ProxyContext proxied) {
    Promise<ProxyResponse> answer = Promise.promise();
    long silence = route.answerTimeout().toMillis();
    Timer timer = new Timer(answer, silence);
    timer.arm(silence);
    proxied
        .sendRequest()
        .onSuccess(
            response -> {
              timer.cancel();
              if (!answer.tryComplete(response)) {
                abort();
              }
            })
        .onFailure(
            failure -> {
              timer.cancel();
              answer.tryFail(new NotForwarded(reason(failure)));
            });
    return answer.future();
  }

  /** A reset is always ours: because the body is too long or the caller hung up. */
  private NotForwarded.Reason reason(Throwable failure) {
    if (body != null && body.exceeded()) {
      return NotForwarded.Reason.BODY_TOO_LARGE;
    }
    return failure instanceof StreamResetException || ctx.response().closed()
        ? NotForwarded.Reason.CALLER_GONE
        : NotForwarded.Reason.AWAY;
  }

  private void abort() {
    if (outgoing != null) {
      outgoing.reset();
    }
  }

  /** Keeps the refusal for the way back; the response that it returns stays empty. */
  private ProxyResponse refuse(ProxyRequest request, Throwable failure) {
    this.refusal = Failures.explain(failure, backend, route);
    return request.release().response();
  }

  /** Counts silence: a body that still moves is not silence. */
  private final class Timer {

    private final Promise<ProxyResponse> answer;
    private final long silence;
    private long id;

    Timer(Promise<ProxyResponse> answer, long silence) {
      this.answer = answer;
      this.silence = silence;
    }

    void arm(long millis) {
      id = ctx.vertx().setTimer(Math.max(1, millis), _ -> fire());
    }

    void cancel() {
      ctx.vertx().cancelTimer(id);
    }

    private void fire() {
      long since = body == null ? System.nanoTime() : body.lastPassedAt();
      long left = silence - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
      if (body != null && left > 0) {
        arm(left);
        return;
      }
      if (answer.tryFail(new NotForwarded(NotForwarded.Reason.TOO_SLOW))) {
        abort();
      }
    }
  }
}
