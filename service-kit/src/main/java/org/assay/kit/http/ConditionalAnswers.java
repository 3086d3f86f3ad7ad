package org.assay.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Set;
import org.assay.kit.page.Page;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Adds the headers that follow from what is answered: ETag, caching, the link to a next page. */
@Singleton
public class ConditionalAnswers {

  private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final ObjectMapper json;
  private final UriInfo uri;

  @Inject
  ConditionalAnswers(ObjectMapper json, UriInfo uri) {
    this.json = json;
    this.uri = uri;
  }

  /** Looks at each answer; a view that did not change since the caller read it becomes a 304. */
  @ServerResponseFilter
  public void complete(ContainerRequestContext request, ContainerResponseContext response)
      throws JsonProcessingException {
    switch (response.getEntity()) {
      case Revisioned view -> tag(view, request, response);
      case Page<?> page when page.next() != null ->
          response.getHeaders().add(HttpHeaders.LINK, "<" + page.next() + ">; rel=\"next\"");
      case null, default -> {}
    }
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.computeIfPresent(
        HttpHeaders.LOCATION, (_, locations) -> locations.stream().map(this::relative).toList());
    if (response.getStatus() < 400) {
      headers.putSingle(HttpHeaders.CACHE_CONTROL, "private");
      headers.putSingle(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
    }
  }

  private void tag(
      Revisioned view, ContainerRequestContext request, ContainerResponseContext response)
      throws JsonProcessingException {
    String body = json.writeValueAsString(view);
    String tag = EntityTags.of(view.revision(), body);
    response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
    if (SAFE.contains(request.getMethod())
        && response.getStatus() == Status.OK.getStatusCode()
        && EntityTags.matches(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
      response.setStatusInfo(Status.NOT_MODIFIED);
      response.setEntity(null);
      return;
    }
    response.setEntity(new RawJson(body));
  }

  /**
   * The framework makes a location absolute with the address of this process, which callers behind
   * the gateway cannot reach; the path alone is right for all (RFC 9110 10.2.2).
   */
  private Object relative(Object location) {
    URI full = URI.create(location.toString());
    if (!full.isAbsolute() || !full.getRawAuthority().equals(uri.getBaseUri().getRawAuthority())) {
      return location;
    }
    return full.getRawQuery() == null
        ? full.getRawPath()
        : full.getRawPath() + "?" + full.getRawQuery();
  }
}
