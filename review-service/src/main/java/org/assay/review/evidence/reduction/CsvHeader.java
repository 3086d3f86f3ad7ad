package org.assay.review.evidence.reduction;

import java.util.ArrayList;
import java.util.List;

/**
 * The first line of a CSV file (RFC 4180).
 *
 * @param line without its end
 */
record CsvHeader(String line) {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Returns the names of the columns, in their order. */
  List<String> names() {
    String text = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean doubled = quoted && c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"';
      if (doubled) {
        name.append('"');
        at++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    names.add(name.toString());
    return names;
  }
}
