package org.assay.kit.http;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.problem.ProblemException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the body, by its announced length and by what is read, and refuses an absent one where a
 * resource takes a body. Both come after the caller and its role are known.
 */
@Provider
@Singleton
@ConstrainedTo(RuntimeType.SERVER)
public class BodyLimit implements ReaderInterceptor {

  private final long limit;

  @Inject
  BodyLimit(@ConfigProperty(name = "assay.http.max-body-size") MemorySize limit) {
    this.limit = limit.asLongValue();
  }

  /**
   * Looks at the announced length.
   *
   * @throws ProblemException 413 {@code PAYLOAD_TOO_LARGE}
   */
  @ServerRequestFilter
  public void check(ContainerRequestContext request, ResourceInfo resource) {
    String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    if (length != null && isOver(length) && !isStreamed(resource.getResourceMethod())) {
      throw tooLarge();
    }
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    if (!isStreamed(context.getAnnotations())) {
      context.setInputStream(new Bounded(context.getInputStream()));
    }
    @Nullable Object body = context.proceed();
    if (body == null && isRequired(context.getAnnotations())) {
      throw ProblemException.of(
          CommonProblem.MISSING_BODY, "The request needs a JSON body, and it was empty or null");
    }
    return body;
  }

  /** A resource that also takes no body at all leaves {@code @NotNull} out. */
  private static boolean isRequired(Annotation[] annotations) {
    return Arrays.stream(annotations).anyMatch(NotNull.class::isInstance);
  }

  private static boolean isStreamed(@Nullable Method method) {
    return method != null
        && Arrays.stream(method.getParameterAnnotations()).anyMatch(BodyLimit::isStreamed);
  }

  private static boolean isStreamed(Annotation[] annotations) {
    return Arrays.stream(annotations).anyMatch(Streamed.class::isInstance);
  }

  private boolean isOver(String length) {
    try {
      return Long.parseLong(length) > limit;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  private ProblemException tooLarge() {
    return ProblemException.of(
            CommonProblem.PAYLOAD_TOO_LARGE,
            "The body is larger than the %d bytes accepted here".formatted(limit))
        .header("Connection", "close"); // what is left of the body is not worth reading
  }

  private final class Bounded extends FilterInputStream {

    private long read;

    Bounded(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      count(Math.max(0, count));
      return count;
    }

    private void count(int more) {
      read += more;
      if (read > limit) {
        throw tooLarge();
      }
    }
  }
}
