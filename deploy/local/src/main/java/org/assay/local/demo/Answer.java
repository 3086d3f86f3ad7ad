package org.assay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/**
 * What came back.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body as JSON; a missing node if it was empty, a text node if it was something
 *     else
 */
public record Answer(int status, HttpHeaders headers, JsonNode body) {

  /** Whether the request was granted. */
  public boolean ok() {
    return status >= 200 && status < 300;
  }

  /** The value of a header, empty if there is none. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** The entity tag, to be sent back as If-Match; empty if there is none. */
  public String entityTag() {
    return header("ETag");
  }

  /** The text at a JSON pointer (RFC 6901); empty if there is nothing. */
  public String text(String pointer) {
    return body.at(pointer).asText("");
  }
}
