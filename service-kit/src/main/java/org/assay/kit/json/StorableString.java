package org.assay.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;

/**
 * Reads a string from a JSON string only, and refuses what PostgreSQL cannot store as text: U+0000
 * and lone surrogates.
 */
final class StorableString extends StdScalarDeserializer<String> {

  StorableString() {
    super(String.class);
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      return (String) context.handleUnexpectedToken(String.class, parser);
    }
    String text = parser.getText();
    if (!Storable.isStorable(text)) {
      return (String) context.handleWeirdStringValue(String.class, text, "not storable");
    }
    return text;
  }
}
