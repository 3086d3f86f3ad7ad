package org.assay.kit.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.assay.contracts.event.EventJson;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * The one sequence of bytes that stands for a payload (RFC 8785, JSON Canonicalization Scheme).
 *
 * <p>RFC 8785 numbers are IEEE 754 doubles. What does not fit into one exactly (integers beyond
 * 2^53, decimals) is written as a string, as RFC 8785 appendix D advises; Jackson reads either form
 * into {@code long} and {@code BigDecimal}.
 */
public final class CanonicalJson {

  /** The largest integer up to which every integer is a double (RFC 8785 3.2.2.3). */
  private static final long EXACT = 1L << 53;

  /** As events are written elsewhere, but 12.50 stays 12.50. */
  private static final ObjectMapper MAPPER =
      EventJson.mapper().copy().configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

  private CanonicalJson() {}

  /**
   * Returns the canonical UTF-8 bytes of a payload.
   *
   * @throws IllegalArgumentException if it cannot be written as JSON, or holds NaN or an infinity
   */
  public static byte[] bytes(Object payload) {
    JsonNode exact = exact(MAPPER.valueToTree(payload));
    try {
      return new JsonCanonicalizer(MAPPER.writeValueAsString(exact)).getEncodedUTF8();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The payload cannot be written as JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException("The payload has no canonical form", e);
    }
  }

  private static JsonNode exact(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(e -> copy.set(e.getKey(), exact(e.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
        array.forEach(e -> copy.add(exact(e)));
        yield copy;
      }
      case JsonNode number when number.isNumber() -> exactNumber(number);
      default -> node;
    };
  }

  private static JsonNode exactNumber(JsonNode number) {
    boolean decimal = number.isBigDecimal();
    boolean wide =
        number.isIntegralNumber()
            && (!number.canConvertToLong()
                || number.longValue() > EXACT
                || number.longValue() < -EXACT);
    if (decimal) {
      return JsonNodeFactory.instance.textNode(number.decimalValue().toPlainString());
    }
    if (wide) {
      return JsonNodeFactory.instance.textNode(number.bigIntegerValue().toString());
    }
    if (number.isFloatingPointNumber() && !Double.isFinite(number.doubleValue())) {
      throw new IllegalArgumentException("JSON has no number for " + number.doubleValue());
    }
    return number;
  }
}
