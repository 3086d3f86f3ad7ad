package org.assay.review.evidence.plot.svg;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes one SVG document, element after element; lengths are in pixels at its natural size. */
final class Svg {

  /** How wide every drawing is. */
  static final double WIDTH = 640;

  private static final double TITLE_SIZE = 16;
  private static final int REPLACEMENT = 0xFFFD;

  private final StringBuilder body = new StringBuilder(4096);

  /**
   * Writes an element without content.
   *
   * @param attributes names and values in turn; numbers are written with at most two digits
   */
  Svg draw(String element, Object... attributes) {
    open(element, attributes);
    body.insert(body.length() - 1, '/');
    body.append('\n');
    return this;
  }

  private void open(String element, Object... attributes) {
    body.append('<').append(element);
    for (int at = 0; at < attributes.length; at += 2) {
      body.append(' ').append(attributes[at]).append("=\"");
      body.append(
          attributes[at + 1] instanceof Number number
              ? number(number)
              : escaped(attributes[at + 1].toString()));
      body.append('"');
    }
    body.append('>');
  }

  Svg line(Ink ink, double x1, double y1, double x2, double y2) {
    return draw(
        "line",
        "x1",
        x1,
        "y1",
        y1,
        "x2",
        x2,
        "y2",
        y2,
        "stroke",
        ink.colour(),
        "stroke-width",
        ink.width(),
        "stroke-dasharray",
        ink.dashes());
  }

  Svg text(Text text) {
    open(
        "text",
        "x",
        text.x(),
        "y",
        text.y(),
        "text-anchor",
        text.anchor(),
        "font-size",
        text.size(),
        "font-weight",
        text.weight(),
        "fill",
        text.colour(),
        "transform",
        "rotate(%s %s %s)".formatted(number(text.turned()), number(text.x()), number(text.y())));
    String shown = text.shown();
    if (!shown.equals(text.content())) {
      body.append("<title>").append(escaped(text.content())).append("</title>");
    }
    body.append(escaped(shown)).append("</text>\n");
    return this;
  }

  /** Returns the document. */
  String document(double height, String title, String description) {
    Svg all = new Svg();
    all.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "width",
        WIDTH,
        "height",
        height,
        "viewBox",
        "0 0 %s %s".formatted(number(WIDTH), number(height)),
        "role",
        "img",
        "font-family",
        "system-ui, 'Helvetica Neue', Arial, sans-serif");
    all.body.append("\n<title>").append(escaped(title)).append("</title>\n<desc>");
    all.body.append(escaped(description)).append("</desc>\n");
    all.draw("rect", "width", WIDTH, "height", height, "fill", "#ffffff");
    all.text(Text.of(16, 26, title).sized(TITLE_SIZE).bold().within(WIDTH - 32));
    return all.body.append(body).append("</svg>\n").toString();
  }

  private static String number(Number number) {
    BigDecimal rounded =
        BigDecimal.valueOf(number.doubleValue())
            .setScale(2, RoundingMode.HALF_EVEN)
            .stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  /** Escapes what is markup, and replaces what no XML document may hold. */
  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(allowed(point) ? point : REPLACEMENT);
              }
            });
    return safe.toString();
  }

  private static boolean allowed(int point) {
    return (point >= ' ' && point < Character.MIN_SURROGATE)
        || (point > Character.MAX_SURROGATE && point < 0xFFFE)
        || point >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
  }
}
