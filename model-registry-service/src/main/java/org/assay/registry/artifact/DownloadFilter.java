package org.assay.registry.artifact;

import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets a file be downloaded by whoever accepts something else, such as a browser that follows a
 * link: it goes out as bytes to be saved in any case, see {@link Download}. RFC 9110, section
 * 12.5.1, leaves it to the server to answer so rather than with 406.
 */
@Singleton
public class DownloadFilter {

  private static final Pattern FILE =
      Pattern.compile("/api/v1/artifacts/[^/]+/files/.+|/api/2\\.0/mlflow-artifacts/artifacts/.+");

  /** Takes the request for one that accepts anything. */
  @ServerRequestFilter(preMatching = true, nonBlocking = true)
  public void accept(ContainerRequestContext request) {
    if (request.getMethod().equals(HttpMethod.GET)
        && FILE.matcher(request.getUriInfo().getRequestUri().getRawPath()).matches()) {
      request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.WILDCARD);
    }
  }
}
