package org.assay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A request as a curl command that a shell in the repository's root folder can repeat. */
final class CurlCommand {

  private CurlCommand() {}

  static String of(URI gateway, Request request) {
    List<String> parts = new ArrayList<>();
    String method = request.method().equals("GET") ? "" : "-X " + request.method() + " ";
    parts.add("curl -s " + method + quoted(gateway + request.path()));
    identity(request.sender(), parts);
    request.headers().forEach((name, value) -> parts.add("-H " + quoted(name + ": " + value)));
    JsonNode body = request.body();
    if (body != null) {
      parts.add("-H 'Content-Type: application/json'");
      parts.add("-d " + quoted(body.toString()));
    }
    return String.join(" \\\n     ", parts);
  }

  private static void identity(Sender sender, List<String> parts) {
    switch (sender) {
      case Sender.Account(String name) ->
          parts.add("-H \"Authorization: Bearer $(./assay token " + name + ")\"");
      case Sender.Machine(String client, String secret) ->
          parts.add("-u " + quoted(client + ":" + secret));
      case Sender.Bearer _ -> parts.add("-H \"Authorization: Bearer $TOKEN\"");
      case Sender.Nobody _ -> {}
    }
  }

  /** In single quotes; a single quote inside ends them, stands escaped, and opens them again. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
