package org.assay.registry.mlflow;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assay.kit.json.JsonLimits;
import org.assay.kit.json.Storable;

/**
 * Reads what MLflow's clients send: a whole number also as a string, as the Java client writes it;
 * unknown members and nulls as absent, since a newer client may send more. A string is a string
 * only, as in MLflow's own server.
 */
final class MlflowJson {

  private static final int SHOWN = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .build();

  static {
    MAPPER.getFactory().setStreamReadConstraints(JsonLimits.constraints());
  }

  private static final ObjectReader AS_IT_IS = MAPPER.reader();

  /** In a query a list of one is written as the one. */
  private static final ObjectReader ONE_IS_A_LIST =
      MAPPER.reader().with(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);

  private MlflowJson() {}

  /**
   * Reads a body; none at all is an object without members.
   *
   * @throws MlflowFailure 400 where it is no JSON object or does not fit
   */
  static <T> T body(byte[] body, Class<T> type) {
    if (body.length == 0) {
      return read(JsonNodeFactory.instance.objectNode(), AS_IT_IS, type);
    }
    try {
      if (MAPPER.readTree(body) instanceof ObjectNode members) {
        return read(members, AS_IT_IS, type);
      }
    } catch (JacksonException malformed) {
      throw malformed(malformed);
    } catch (IOException impossible) {
      throw new IllegalStateException("An array of bytes is always read", impossible);
    }
    throw new MlflowFailure(MlflowErrorCode.BAD_REQUEST, "The body is not a JSON object.");
  }

  /**
   * Reads a query: a parameter that stands more than once is a list.
   *
   * @throws MlflowFailure 400 where it does not fit
   */
  static <T> T query(Map<String, List<String>> parameters, Class<T> type) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    parameters.forEach(
        (name, values) -> {
          if (values.size() == 1) {
            members.put(name, values.getFirst());
          } else {
            values.forEach(members.withArray("/" + escaped(name))::add);
          }
        });
    return read(members, ONE_IS_A_LIST, type);
  }

  private static <T> T read(ObjectNode members, ObjectReader reader, Class<T> type) {
    requireStorable(members);
    try {
      return reader.forType(type).readValue(members);
    } catch (JsonMappingException mismatch) {
      throw mismatch(members, mismatch);
    } catch (IOException impossible) {
      throw malformed(impossible);
    }
  }

  private static void requireStorable(JsonNode node) {
    if (node.isTextual() && !Storable.isStorable(node.textValue())) {
      throw MlflowFailure.invalid(
          "A string holds the character U+0000 or half of a surrogate pair, which cannot be kept.");
    }
    node.forEach(MlflowJson::requireStorable);
  }

  private static MlflowFailure malformed(Exception cause) {
    MlflowFailure failure =
        new MlflowFailure(MlflowErrorCode.BAD_REQUEST, "The body cannot be read as JSON.");
    failure.because(cause);
    return failure;
  }

  /** Says it in the words of MLflow's own server, which its users look up. */
  private static MlflowFailure mismatch(ObjectNode members, JsonMappingException mismatch) {
    String name =
        mismatch.getPath().stream()
            .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
            .collect(Collectors.joining("."));
    JsonNode value =
        mismatch.getPath().stream()
            .reduce(
                (JsonNode) members,
                (node, step) ->
                    step.getFieldName() == null
                        ? node.path(step.getIndex())
                        : node.path(step.getFieldName()),
                (_, second) -> second);
    String text = value.toString();
    MlflowFailure failure =
        MlflowFailure.invalid(
            "Invalid value %s for parameter '%s' supplied: it is of another type than this takes."
                .formatted(text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text, name));
    failure.because(mismatch);
    return failure;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
