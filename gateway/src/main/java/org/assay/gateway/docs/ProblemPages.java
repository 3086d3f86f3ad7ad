package org.assay.gateway.docs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * The catalogue of problems as pages: one for each {@code ## CODE} section of {@code
 * docs/reference/problems.md}, and an index.
 */
final class ProblemPages {

  private static final Pattern SECTION =
      Pattern.compile(
          "^## ([A-Z][A-Z0-9_]*)[ \\t]*\\n(.*?)(?=^#{1,2} |\\z)",
          Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern STATUS =
      Pattern.compile("^Status: (\\d{3})[ \\t]*$", Pattern.MULTILINE);
  private static final Pattern TITLE = Pattern.compile("^Title: (.+?)[ \\t]*$", Pattern.MULTILINE);

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * One code of the catalogue.
   *
   * @param code the stable code
   * @param status its HTTP status, empty where the section names none
   * @param title its title
   * @param prose what happened and what to do, in Markdown
   */
  record Entry(String code, String status, String title, String prose) {}

  ProblemPages(String markdown) {
    Matcher section = SECTION.matcher(markdown.replace("\r\n", "\n"));
    while (section.find()) {
      String body = section.group(2);
      String prose = TITLE.matcher(STATUS.matcher(body).replaceFirst("")).replaceFirst("");
      entries.put(
          section.group(1),
          new Entry(section.group(1), first(STATUS, body), first(TITLE, body), prose.strip()));
    }
  }

  Map<String, Entry> entries() {
    return Map.copyOf(entries);
  }

  Optional<String> page(String code) {
    return Optional.ofNullable(entries.get(code)).map(ProblemPages::render);
  }

  String index() {
    StringBuilder rows = new StringBuilder();
    for (Entry entry : entries.values()) {
      rows.append(
          "<tr><td>%s</td><td><a href=\"/docs/problems/%s\"><code>%s</code></a></td><td>%s</td></tr>\n"
              .formatted(entry.status(), entry.code(), entry.code(), Html.escape(entry.title())));
    }
    return Html.page(
        "Assay: problems",
        """
        <h1>Problems</h1>
        <p>Every refusal names one of these codes; its <code>type</code> is the page here.</p>
        <table><thead><tr><th>Status</th><th>Code</th><th>What happened</th></tr></thead>
        <tbody>
        %s</tbody></table>
        """
            .formatted(rows));
  }

  private static String render(Entry entry) {
    String prose =
        HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build()
            .render(Parser.builder().build().parse(entry.prose()));
    return Html.page(
        "Assay: " + entry.code(),
        """
        <h1><code>%s</code></h1>
        <p class="title">%s</p>
        <p>HTTP status %s</p>
        %s
        """
            .formatted(entry.code(), Html.escape(entry.title()), entry.status(), prose));
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
