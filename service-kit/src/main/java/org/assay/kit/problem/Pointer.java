package org.assay.kit.problem;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import java.util.List;

/** JSON pointers (RFC 6901) into the body as the client wrote it. */
final class Pointer {

  private static final NamingBase SNAKE = (NamingBase) PropertyNamingStrategies.SNAKE_CASE;

  private Pointer() {}

  /** The pointer of a Jackson path, whose names are those of the JSON already. */
  static String of(List<Reference> path) {
    StringBuilder pointer = new StringBuilder();
    for (Reference step : path) {
      pointer
          .append('/')
          .append(step.getFieldName() == null ? step.getIndex() : escape(step.getFieldName()));
    }
    return pointer.toString();
  }

  /** The name that JSON and query give a Java member. */
  static String snake(String javaName) {
    return SNAKE.translate(javaName);
  }

  /** One reference token, escaped. */
  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
