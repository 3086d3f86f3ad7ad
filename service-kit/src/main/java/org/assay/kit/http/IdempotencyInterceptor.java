package org.assay.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.Annotation;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.http.StoredAnswers.Answered;
import org.assay.kit.http.StoredAnswers.Asked;
import org.assay.kit.http.StoredAnswers.Taken;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.problem.ProblemException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Runs an {@link Idempotent} act at most once for each caller and key.
 *
 * <p>It stands inside the transaction (its priority is above that of {@code @Transactional}, 200)
 * and outside validation, so that the key is taken first, and the stored answer commits or rolls
 * back with the effect. A lock tied to the transaction tells a request that is still running;
 * trying it, rather than waiting for it, keeps connections free.
 *
 * <p>The fingerprint is of method, path, query and body. {@code If-Match} is left out on purpose: a
 * client that repeats a request after a time-out may have read the resource again in between and
 * send its new revision; the act it repeats is the same one, and is done.
 */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 300)
public class IdempotencyInterceptor {

  private static final String REPLAYED = "Idempotency-Replayed";

  private final StoredAnswers answers;
  private final CurrentCaller caller;
  private final ObjectMapper json;
  private final ObjectWriter canonical;
  private final TransactionSynchronizationRegistry transaction;
  private final HttpHeaders headers;
  private final Request request;
  private final UriInfo uri;

  @Inject
  IdempotencyInterceptor(
      StoredAnswers answers,
      CurrentCaller caller,
      ObjectMapper json,
      TransactionSynchronizationRegistry transaction,
      HttpHeaders headers,
      Request request,
      UriInfo uri) {
    this.answers = answers;
    this.caller = caller;
    this.json = json;
    this.canonical =
        json.writer()
            .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);
    this.transaction = transaction;
    this.headers = headers;
    this.request = request;
    this.uri = uri;
  }

  @AroundInvoke
  Object once(InvocationContext invocation) throws Exception {
    if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
      throw new IllegalStateException("@Idempotent needs @Transactional beside it");
    }
    Asked asked = asked(invocation);
    return switch (answers.take(asked)) {
      case Taken.InUse _ -> throw inUse();
      case Taken.Before before -> replay(before.answer(), asked, invocation);
      case Taken.Free _ -> {
        Object result = invocation.proceed();
        store(asked, result);
        yield result;
      }
    };
  }

  private static ProblemException inUse() {
    return ProblemException.of(
            CommonProblem.IDEMPOTENCY_KEY_IN_USE,
            "A request with this Idempotency-Key is still running")
        .help("Wait a moment and repeat it with the same key to get its answer");
  }

  private Asked asked(InvocationContext invocation) throws JsonProcessingException {
    IdempotencyKey key = IdempotencyKey.parse(headers.getHeaderString(IdempotencyKey.HEADER));
    String path = uri.getRequestUri().getRawPath();
    String query = uri.getRequestUri().getRawQuery();
    String text =
        String.join(
            "\0",
            request.getMethod(),
            path,
            query == null ? "" : query,
            canonical.writeValueAsString(body(invocation)));
    return new Asked(
        caller.get().subject(),
        key,
        request.getMethod(),
        path,
        HexFormat.of().formatHex(StoredAnswers.sha256(text)));
  }

  /** The argument that no JAX-RS annotation takes from elsewhere. */
  private static @Nullable Object body(InvocationContext invocation) {
    Annotation[][] annotations = invocation.getMethod().getParameterAnnotations();
    for (int index = 0; index < annotations.length; index++) {
      if (!HttpParameters.isNamed(annotations[index])) {
        return invocation.getParameters()[index];
      }
    }
    return null;
  }

  private void store(Asked asked, @Nullable Object result) throws Exception {
    Response answer =
        switch (result) {
          case Response response -> response;
          case RestResponse<?> response -> response.toResponse();
          case null, default ->
              throw new IllegalStateException("@Idempotent needs a Response or RestResponse");
        };
    // A dry run is rolled back by its resource, and there is nothing to repeat.
    if (answer.getStatus() >= 400 || transaction.getRollbackOnly()) {
      return;
    }
    Object entity = answer.getEntity();
    String body = entity == null ? null : json.writeValueAsString(entity);
    answers.store(asked, answer.getStatus(), kept(answer, entity, body), body);
  }

  private static Map<String, String> kept(
      Response answer, @Nullable Object entity, @Nullable String body) {
    Map<String, String> kept = new LinkedHashMap<>();
    String location = answer.getHeaderString(HttpHeaders.LOCATION);
    if (location != null) {
      kept.put(HttpHeaders.LOCATION, location);
    }
    String tag =
        entity instanceof Revisioned view && body != null
            ? EntityTags.of(view.revision(), body)
            : answer.getHeaderString(HttpHeaders.ETAG);
    if (tag != null) {
      kept.put(HttpHeaders.ETAG, tag);
    }
    return kept;
  }

  private static Object replay(Answered before, Asked asked, InvocationContext invocation) {
    if (!before.isFor(asked)) {
      throw ProblemException.of(
              CommonProblem.IDEMPOTENCY_KEY_REUSED,
              "This Idempotency-Key was used for another method, path or body")
          .help("Make a new key for each act; repeat an act only with the same body");
    }
    Object entity = before.body() == null ? null : new RawJson(before.body());
    if (RestResponse.class.isAssignableFrom(invocation.getMethod().getReturnType())) {
      RestResponse.ResponseBuilder<Object> answer =
          RestResponse.ResponseBuilder.create(
              RestResponse.Status.fromStatusCode(before.status()), entity);
      before.headers().forEach(answer::header);
      return answer.type(MediaType.APPLICATION_JSON_TYPE).header(REPLAYED, "true").build();
    }
    Response.ResponseBuilder answer = Response.status(before.status()).entity(entity);
    before.headers().forEach(answer::header);
    return answer.type(MediaType.APPLICATION_JSON_TYPE).header(REPLAYED, "true").build();
  }
}
