package org.assay.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins the services' committed OpenAPI documents to one. The build runs it, so that a clash is
 * found before anything starts.
 *
 * <p>A path belongs to one document. A schema, or any other component, may stand in several, but
 * only with the same content: two different things of one name would silently become one.
 */
public final class MergedOpenApi {

  private static final String API = "/api/";

  private final ObjectNode merged;
  private final Map<String, String> ownerOfPath = new HashMap<>();
  private final Map<String, String> ownerOfOperation = new HashMap<>();
  private final List<String> clashes = new ArrayList<>();

  private MergedOpenApi(ObjectNode base) {
    this.merged = base.objectNode();
    merged.put("openapi", "3.1.0");
    merged.set("info", base.path("info"));
    merged.putArray("servers").addObject().put("url", "/");
    merged.putArray("tags");
    merged.putObject("paths");
    merged.putObject("components");
  }

  /**
   * Merges and writes {@code openapi.json} and {@code openapi.yaml}.
   *
   * @param arguments the folder to write to, then the documents; the first gives title and version
   */
  public static void main(String[] arguments) throws IOException {
    Path target = Path.of(arguments[0]);
    Map<String, JsonNode> documents = new LinkedHashMap<>();
    for (int i = 1; i < arguments.length; i++) {
      documents.put(arguments[i], yaml().readTree(Path.of(arguments[i]).toFile()));
    }
    ObjectNode merged = merge(documents);
    Files.createDirectories(target);
    json().writeValue(target.resolve("openapi.json").toFile(), merged);
    yaml().writeValue(target.resolve("openapi.yaml").toFile(), merged);
  }

  /**
   * Merges documents, by name.
   *
   * @throws IllegalStateException naming every clash
   */
  static ObjectNode merge(Map<String, JsonNode> documents) {
    ObjectNode first = (ObjectNode) documents.values().iterator().next();
    MergedOpenApi merge = new MergedOpenApi(first);
    documents.forEach(merge::add);
    if (!merge.clashes.isEmpty()) {
      throw new IllegalStateException(
          "The OpenAPI documents clash:\n  " + String.join("\n  ", merge.clashes));
    }
    return merge.merged;
  }

  private void add(String name, JsonNode document) {
    if (!document.path("openapi").asText().startsWith("3.1")) {
      clashes.add(name + " is not an OpenAPI 3.1 document");
      return;
    }
    document.path("tags").forEach(this::addTag);
    document
        .path("paths")
        .properties()
        .forEach(
            path -> {
              if (path.getKey().startsWith(API)) {
                addPath(name, path.getKey(), path.getValue(), document.path("security"));
              }
            });
    document
        .path("components")
        .properties()
        .forEach(kind -> addComponents(name, kind.getKey(), kind.getValue()));
  }

  private void addTag(JsonNode tag) {
    ArrayNode tags = (ArrayNode) merged.get("tags");
    for (JsonNode known : tags) {
      if (known.path("name").equals(tag.path("name"))) {
        return;
      }
    }
    tags.add(tag);
  }

  private void addPath(String document, String path, JsonNode item, JsonNode security) {
    String shape = path.replaceAll("\\{[^}]*}", "{}");
    String owner = ownerOfPath.putIfAbsent(shape, document);
    if (owner != null) {
      clashes.add("path " + path + " stands in " + owner + " and in " + document);
      return;
    }
    ObjectNode copy = item.deepCopy();
    copy.properties().forEach(operation -> addOperation(document, operation.getValue(), security));
    ((ObjectNode) merged.get("paths")).set(path, copy);
  }

  /**
   * What a document demands of all its operations moves to each, for the whole has no such rule.
   */
  private void addOperation(String document, JsonNode operation, JsonNode security) {
    if (!(operation instanceof ObjectNode object) || !object.has("responses")) {
      return;
    }
    if (!object.has("security") && security.isArray()) {
      object.set("security", security.deepCopy());
    }
    String id = object.path("operationId").asText();
    String owner = id.isEmpty() ? null : ownerOfOperation.putIfAbsent(id, document);
    if (owner != null) {
      clashes.add("operationId " + id + " stands in " + owner + " and in " + document);
    }
  }

  private void addComponents(String document, String kind, JsonNode components) {
    ObjectNode all = ((ObjectNode) merged.get("components")).withObjectProperty(kind);
    components
        .properties()
        .forEach(
            component -> {
              JsonNode known = all.get(component.getKey());
              if (known == null) {
                all.set(component.getKey(), component.getValue());
              } else if (!known.equals(component.getValue())) {
                clashes.add(
                    kind + " " + component.getKey() + " differs in " + document + " from before");
              }
            });
  }

  static ObjectMapper json() {
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  }

  static ObjectMapper yaml() {
    return new YAMLMapper(
        YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());
  }
}
