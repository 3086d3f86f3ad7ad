package org.assay.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The merged OpenAPI document as one page that reads without any script. */
final class ApiReference {

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  private final JsonNode document;

  ApiReference(JsonNode document) {
    this.document = document;
  }

  String render() {
    Map<String, List<String>> groups = groups();
    StringBuilder body = new StringBuilder();
    body.append("<h1>Assay API</h1>\n<p>")
        .append(Html.escape(document.at("/info/description").asText()))
        .append("</p>\n<p>")
        .append(
            groups.keySet().stream()
                .map(group -> "<a href=\"#%s\">%s</a>".formatted(group, group))
                .collect(Collectors.joining(" &middot; ")))
        .append("</p>\n");
    groups.forEach(
        (group, operations) -> {
          body.append("<h2 id=\"").append(group).append("\">").append(group).append("</h2>\n");
          operations.forEach(body::append);
        });
    body.append("<h2 id=\"schemas\">Schemas</h2>\n");
    document.at("/components/schemas").properties().forEach(schema -> body.append(schema(schema)));
    return Html.page("Assay API", body.toString());
  }

  private Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new TreeMap<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          if (METHODS.contains(operation.getKey())) {
                            groups
                                .computeIfAbsent(group(path.getKey()), _ -> new ArrayList<>())
                                .add(operation(path, operation));
                          }
                        }));
    return groups;
  }

  /** The first segment below the version, which is also what routes the request. */
  private static String group(String path) {
    String[] segments = path.split("/", -1);
    return Html.escape(segments.length > 3 ? segments[3] : path);
  }

  private String operation(
      Map.Entry<String, JsonNode> path, Map.Entry<String, JsonNode> operation) {
    JsonNode spec = operation.getValue();
    StringBuilder out = new StringBuilder();
    out.append(
        """
        <details id="%s"><summary><b class="method">%s</b> <code>%s</code> %s</summary>
        """
            .formatted(
                Html.escape(spec.path("operationId").asText()),
                operation.getKey().toUpperCase(Locale.ROOT),
                Html.escape(path.getKey()),
                Html.escape(spec.path("summary").asText())));
    paragraph(out, "", spec.path("description").asText());
    paragraph(out, "Permission: ", spec.path("x-permission").asText());
    out.append(parameters(path.getValue().path("parameters"), spec.path("parameters")));
    spec.at("/requestBody/content")
        .properties()
        .forEach(
            body ->
                out.append("<p>Body (<code>%s</code>): ".formatted(Html.escape(body.getKey())))
                    .append(type(body.getValue().path("schema")))
                    .append("</p>\n"));
    out.append("<table><thead><tr><th>Answer</th><th>When</th><th>Body</th></tr></thead><tbody>\n");
    spec.path("responses").properties().forEach(answer -> out.append(answer(answer)));
    return out.append("</tbody></table></details>\n").toString();
  }

  private static void paragraph(StringBuilder out, String label, String text) {
    if (!text.isBlank()) {
      out.append("<p>").append(label).append(Html.escape(text)).append("</p>\n");
    }
  }

  private String parameters(JsonNode... lists) {
    StringBuilder rows = new StringBuilder();
    for (JsonNode list : lists) {
      for (JsonNode given : list) {
        JsonNode parameter = resolve(given);
        rows.append(
            "<tr><td><code>%s</code></td><td>%s%s</td><td>%s</td><td>%s</td></tr>\n"
                .formatted(
                    Html.escape(parameter.path("name").asText()),
                    Html.escape(parameter.path("in").asText()),
                    parameter.path("required").asBoolean() ? ", required" : "",
                    type(parameter.path("schema")),
                    Html.escape(parameter.path("description").asText())));
      }
    }
    return rows.isEmpty()
        ? ""
        : "<table><thead><tr><th>Parameter</th><th>In</th><th>Type</th><th></th></tr></thead><tbody>\n"
            + rows
            + "</tbody></table>\n";
  }

  private String answer(Map.Entry<String, JsonNode> answer) {
    JsonNode spec = resolve(answer.getValue());
    String bodies =
        spec.path("content").properties().stream()
            .map(content -> type(content.getValue().path("schema")))
            .distinct()
            .collect(Collectors.joining(", "));
    return "<tr><td>%s</td><td>%s</td><td>%s</td></tr>\n"
        .formatted(
            Html.escape(answer.getKey()), Html.escape(spec.path("description").asText()), bodies);
  }

  private JsonNode resolve(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.startsWith("#/") ? document.at(reference.substring(1)) : node;
  }

  private static String type(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    if (!reference.isEmpty()) {
      String name = Html.escape(reference.substring(reference.lastIndexOf('/') + 1));
      return "<a href=\"#schema-%s\">%s</a>".formatted(name, name);
    }
    if (schema.has("items")) {
      return "array of " + type(schema.path("items"));
    }
    JsonNode type = schema.path("type");
    String format = schema.path("format").asText();
    String text = type.isArray() ? type.toString() : type.asText("any");
    return Html.escape(format.isEmpty() ? text : text + " (" + format + ")");
  }

  private static String schema(Map.Entry<String, JsonNode> schema) {
    String name = Html.escape(schema.getKey());
    return "<details id=\"schema-%s\"><summary><code>%s</code></summary><pre>%s</pre></details>\n"
        .formatted(name, name, Html.escape(schema.getValue().toPrettyString()));
  }
}
