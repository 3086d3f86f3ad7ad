package org.assay.contracts.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON Schema of a payload (draft 2020-12) and the AsyncAPI 3 document of all events
 * from the records, so that the three cannot differ.
 */
final class EventDocuments {

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private EventDocuments() {}

  static String schema(String type, Class<?> payload) throws JsonProcessingException {
    ObjectNode schema = EventJson.mapper().createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", CloudEvent.schemaOf(type));
    schema.put("title", type);
    schema.setAll(object(payload));
    return EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
  }

  static String asyncApi() throws JsonProcessingException {
    ObjectNode document = EventJson.mapper().createObjectNode();
    document.put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "Assay events")
        .put("version", "1.0.0")
        .put(
            "description",
            "CloudEvents 1.0 in structured JSON. Delivery is at least once and in order per key.")
        .putObject("license")
        .put("name", "Apache-2.0");
    document.put("defaultContentType", CloudEvent.MEDIA_TYPE);
    ObjectNode channels = document.putObject("channels");
    ObjectNode operations = document.putObject("operations");
    ObjectNode messages = EventJson.mapper().createObjectNode();
    for (String producer : List.of("project", "registry", "review")) {
      ObjectNode channel = channels.putObject(producer);
      channel.put("address", "assay." + producer);
      ObjectNode referenced = channel.putObject("messages");
      new TreeMap<>(EventTypes.all())
          .forEach(
              (type, payload) -> {
                if (type.startsWith(EventTypes.PREFIX + producer + ".")
                    || type.equals(EventTypes.WATERMARK)) {
                  referenced.putObject(type).put("$ref", "#/components/messages/" + type);
                  ObjectNode message = messages.putObject(type);
                  message.put("name", type);
                  message
                      .putObject("payload")
                      .put("$ref", "src/main/resources" + CloudEvent.schemaOf(type));
                }
              });
      operations
          .putObject("publish-" + producer)
          .put("action", "send")
          .putObject("channel")
          .put("$ref", "#/channels/" + producer);
    }
    document.putObject("components").set("messages", messages);
    return YAML.writeValueAsString(document);
  }

  private static ObjectNode object(Class<?> record) {
    ObjectNode schema = EventJson.mapper().createObjectNode();
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (RecordComponent component : record.getRecordComponents()) {
      String name =
          PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
      properties.set(name, value(name, component.getGenericType()));
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(name);
      }
    }
    return schema;
  }

  private static JsonNode value(String name, Type type) {
    ObjectNode schema = EventJson.mapper().createObjectNode();
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      schema.put("type", "array");
      schema.set("items", value("", list.getActualTypeArguments()[0]));
      return schema;
    }
    if (type == UUID.class) {
      return schema.put("type", "string").put("format", "uuid");
    }
    if (type == Instant.class) {
      return schema.put("type", "string").put("format", "date-time");
    }
    if (type == int.class || type == Integer.class || type == long.class) {
      return schema.put("type", "integer").put("minimum", 0);
    }
    if (type == double.class) {
      return schema.put("type", "number");
    }
    if (type == boolean.class || type == Boolean.class) {
      return schema.put("type", "boolean");
    }
    if (type == String.class) {
      schema.put("type", "string");
      return name.equals("digest") || name.equals("model_digest")
          ? schema.put("pattern", "^" + Digest.PATTERN + "$")
          : schema;
    }
    if (type instanceof Class<?> nested && nested.isRecord()) {
      return object(nested);
    }
    throw new IllegalArgumentException("An event cannot carry a " + type);
  }
}
