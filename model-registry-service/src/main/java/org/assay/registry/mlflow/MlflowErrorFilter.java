package org.assay.registry.mlflow;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import org.assay.contracts.problem.Problem;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Says every problem under MLflow's paths in MLflow's shape, whoever threw it. */
@Singleton
public class MlflowErrorFilter {

  private static final Annotation[] NONE = {};

  /** Looks at each answer; only problems under MLflow's paths are changed. */
  @ServerResponseFilter
  public void translate(ContainerRequestContext request, ContainerResponseContext response) {
    if (!(response.getEntity() instanceof Problem problem)
        || !MlflowPaths.isMlflow(request.getUriInfo().getRequestUri().getRawPath())) {
      return;
    }
    MlflowErrorCode code = MlflowErrorCode.of(problem);
    response.setStatus(code.status());
    response.setEntity(MlflowError.of(code, problem), NONE, MediaType.APPLICATION_JSON_TYPE);
    response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_TYPE);
  }
}
