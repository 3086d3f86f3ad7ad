package org.assay.review.evidence.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The input of one vector. */
record Input(JsonNode node) {

  boolean has(String name) {
    return node.has(name);
  }

  private JsonNode member(String name) {
    JsonNode member = node.get(name);
    if (member == null) {
      throw new IllegalArgumentException("%s lacks %s".formatted(node, name));
    }
    return member;
  }

  private static Stream<JsonNode> members(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** The strings NaN, Infinity and -Infinity stand for those doubles. */
  private static double number(JsonNode value) {
    return value.isTextual() ? Double.parseDouble(value.asText()) : value.asDouble();
  }

  String text(String name) {
    return member(name).asText();
  }

  boolean flag(String name) {
    return member(name).asBoolean();
  }

  double number(String name) {
    return number(member(name));
  }

  long count(String name) {
    return member(name).asLong();
  }

  int integer(String name) {
    return member(name).asInt();
  }

  double[] numbers(String name) {
    return members(member(name)).mapToDouble(Input::number).toArray();
  }

  int[] integers(String name) {
    return members(member(name)).mapToInt(JsonNode::asInt).toArray();
  }

  long[] counts(String name) {
    return members(member(name)).mapToLong(JsonNode::asLong).toArray();
  }

  double[][] rows(String name) {
    return members(member(name))
        .map(row -> members(row).mapToDouble(Input::number).toArray())
        .toArray(double[][]::new);
  }

  long[][] table(String name) {
    return members(member(name))
        .map(row -> members(row).mapToLong(JsonNode::asLong).toArray())
        .toArray(long[][]::new);
  }

  List<String> texts(String name) {
    return members(member(name)).map(JsonNode::asText).toList();
  }

  List<OptionalDouble> pValues(String name) {
    return members(member(name))
        .map(
            value ->
                value.asText().equals("UNDEFINED")
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(number(value)))
        .toList();
  }

  <T> List<T> each(String name, Function<Input, T> form) {
    return members(member(name)).map(Input::new).map(form).toList();
  }

  Input inner(String name) {
    return new Input(member(name));
  }

  boolean undefined(String name) {
    return member(name).asText().equals("UNDEFINED");
  }

  Outcome<Confusion> confusion() {
    return Confusion.of(number("tp"), number("fp"), number("tn"), number("fn"));
  }

  Proportion proportion(String hits, String trials) {
    return new Proportion(count(hits), count(trials));
  }

  Outcome<Interval> interval(String name) {
    return undefined(name)
        ? Outcome.undefined(Reason.EMPTY_INPUT)
        : Outcome.ok(new Interval(inner(name).number("lower"), inner(name).number("upper")));
  }
}
