package org.assay.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Sends requests to the gateway as the demo's people and machines. Safe for many threads. */
public final class GatewayClient {

  private static final Duration TIME_OUT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI gateway;
  private final HttpClient http;
  private final TokenSource tokens;
  private final Duration timeOut;

  /** For a gateway such as {@code http://localhost:8080}. */
  public GatewayClient(URI gateway, HttpClient http, TokenSource tokens) {
    this(gateway, http, tokens, TIME_OUT);
  }

  /** As the other one, for a client that waits so long for an answer. */
  public GatewayClient(URI gateway, HttpClient http, TokenSource tokens, Duration timeOut) {
    this.gateway = gateway;
    this.http = http;
    this.tokens = tokens;
    this.timeOut = timeOut;
  }

  /** The gateway's address. */
  public URI address() {
    return gateway;
  }

  /**
   * Sends it and waits for the answer, whatever its status.
   *
   * @throws StoryFailed if there is no answer
   */
  public Answer send(Request request) {
    try {
      HttpResponse<String> response =
          http.send(translated(request), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), json(response.body()));
    } catch (IOException e) {
      throw new StoryFailed(
          "The gateway gave no answer at %s to %s %s (%s). Is it started? ./assay status says."
              .formatted(gateway, request.method(), request.path(), e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryFailed("interrupted", e);
    }
  }

  private HttpRequest translated(Request request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(gateway + request.path())).timeout(timeOut);
    if (!request.headers().containsKey("Accept")) {
      builder.header("Accept", "application/json");
    }
    identify(request.sender(), builder);
    request.headers().forEach(builder::header);
    JsonNode body = request.body();
    if (body == null) {
      return builder.method(request.method(), HttpRequest.BodyPublishers.noBody()).build();
    }
    if (!request.headers().containsKey("Content-Type")) {
      builder.header("Content-Type", "application/json");
    }
    return builder
        .method(request.method(), HttpRequest.BodyPublishers.ofString(body.toString()))
        .build();
  }

  private void identify(Sender sender, HttpRequest.Builder builder) {
    switch (sender) {
      case Sender.Account(String name) ->
          builder.header("Authorization", "Bearer " + tokens.tokenOf(name));
      case Sender.Bearer(String token) -> builder.header("Authorization", "Bearer " + token);
      case Sender.Machine(String client, String secret) -> {
        byte[] pair = (client + ":" + secret).getBytes(StandardCharsets.UTF_8);
        builder.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
      }
      case Sender.Nobody _ -> {}
    }
  }

  private static JsonNode json(String text) {
    if (text.isEmpty()) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException _) {
      return TextNode.valueOf(text);
    }
  }
}
