package org.assay.review.evidence.plot.svg;

/**
 * A line of text.
 *
 * @param x where it stands
 * @param y its base line
 * @param anchor start, middle or end
 * @param size of its letters
 * @param weight normal or bold
 * @param colour its colour
 * @param turned by how many degrees it is turned about its place
 * @param most how wide it may be; of what is longer the middle is cut out, and it stands in full
 *     beside it
 * @param content the text
 */
record Text(
    double x,
    double y,
    String anchor,
    double size,
    String weight,
    String colour,
    double turned,
    double most,
    String content) {

  /** The size of most text. */
  static final double SIZE = 12;

  private static final int WIDE_FROM = 0x2E80;

  static Text of(double x, double y, String content) {
    return new Text(x, y, "start", SIZE, "normal", Ink.BLACK, 0, Double.MAX_VALUE, content);
  }

  Text middle() {
    return new Text(x, y, "middle", size, weight, colour, turned, most, content);
  }

  Text end() {
    return new Text(x, y, "end", size, weight, colour, turned, most, content);
  }

  Text sized(double other) {
    return new Text(x, y, anchor, other, weight, colour, turned, most, content);
  }

  Text bold() {
    return new Text(x, y, anchor, size, "bold", colour, turned, most, content);
  }

  Text in(String other) {
    return new Text(x, y, anchor, size, weight, other, turned, most, content);
  }

  Text turned(double degrees) {
    return new Text(x, y, anchor, size, weight, colour, degrees, most, content);
  }

  Text within(double width) {
    return new Text(x, y, anchor, size, weight, colour, turned, width, content);
  }

  /** Returns about how wide a text is in letters of a size; no font is known here. */
  static double width(String content, double size) {
    return content.codePoints().mapToDouble(Text::share).sum() * size;
  }

  private static double share(int point) {
    if (point >= WIDE_FROM) {
      return 1;
    }
    return Character.isUpperCase(point) ? 0.7 : 0.56;
  }

  /** Returns what there is room for. */
  String shown() {
    if (width(content, size) <= most) {
      return content;
    }
    int[] points = content.codePoints().toArray();
    double left = most - size;
    int head = 0;
    int tail = points.length;
    while (head < tail) {
      boolean next = head <= points.length - tail;
      left -= share(points[next ? head : tail - 1]) * size;
      if (left < 0) {
        break;
      }
      head += next ? 1 : 0;
      tail -= next ? 0 : 1;
    }
    return new String(points, 0, head) + "…" + new String(points, tail, points.length - tail);
  }
}
