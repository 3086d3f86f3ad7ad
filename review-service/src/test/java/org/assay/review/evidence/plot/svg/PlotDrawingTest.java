package org.assay.review.evidence.plot.svg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assay.review.evidence.comparison.ComparisonResult;
import org.assay.review.evidence.comparison.ComparisonResult.Role;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.plot.ComparisonPlots;
import org.assay.review.evidence.plot.DriftPlots;
import org.assay.review.evidence.plot.DriftWindows;
import org.assay.review.evidence.plot.GroupRatePlots;
import org.assay.review.evidence.plot.MatrixPlot;
import org.assay.review.evidence.plot.NumberPlots;
import org.assay.review.evidence.plot.Plot;
import org.assay.review.evidence.plot.ScorePlots;
import org.assay.review.evidence.statistics.NumberOutline;
import org.assay.review.evidence.statistics.NumberOutline.ErrorBin;
import org.assay.review.evidence.statistics.NumberOutline.Part;
import org.assay.review.evidence.statistics.ScoreOutline;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.evidence.window.DriftState;
import org.assay.review.evidence.window.FeatureKind;
import org.assay.review.evidence.window.WindowView;
import org.assay.review.evidence.window.WindowView.BinView;
import org.assay.review.evidence.window.WindowView.FeatureView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Every plot becomes an image that says what it is, and nothing but an image. */
class PlotDrawingTest {

  private static final Set<String> SHAPES =
      Set.of("svg", "title", "desc", "rect", "line", "text", "circle", "path", "polyline");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "xmlns",
          "width",
          "height",
          "viewBox",
          "role",
          "font-family",
          "fill",
          "x",
          "y",
          "x1",
          "y1",
          "x2",
          "y2",
          "cx",
          "cy",
          "r",
          "d",
          "points",
          "stroke",
          "stroke-width",
          "stroke-dasharray",
          "stroke-linejoin",
          "text-anchor",
          "font-size",
          "font-weight",
          "transform");

  private static List<Plot> ofScores(boolean probabilities) {
    ScoreOutline outline = new ScoreOutline(500, 500, probabilities);
    for (int at = 500; at > 0; at--) {
      outline.add(probabilities ? at / 500.0 : 3.0 * at - 700, at > 250 ? 2 : 0, at > 250 ? 0 : 2);
    }
    return new ScorePlots(
            List.of("denied", "granted"), outline.kept(), 0.95, new ScorePlots.Chosen(450, 20))
        .all();
  }

  private static Plot ofGroups(List<String> names) {
    List<GroupRatePlots.Rate> rates = new ArrayList<>();
    for (int at = 0; at < names.size(); at++) {
      double value = at / (double) names.size();
      rates.add(
          at % 7 == 3
              ? new GroupRatePlots.Rate(
                  "recall", names.get(at), null, null, null, 4L, "GROUP_TOO_SMALL")
              : new GroupRatePlots.Rate(
                  "recall", names.get(at), value, value * 0.9, value, 9_000_000_000L, null));
    }
    return new GroupRatePlots(
            1,
            "sex × age",
            names.getFirst(),
            0.95,
            List.of(
                new GroupRatePlots.Limit("equal_opportunity_difference", 0.1, "FAIL"),
                new GroupRatePlots.Limit("equalized_odds_difference", 0.2, "INCONCLUSIVE")))
        .of(rates)
        .getFirst();
  }

  private static Plot matrix(int classes) {
    return new MatrixPlot(
            IntStream.range(0, classes)
                .mapToObj("a rather long name of class %d"::formatted)
                .toList(),
            IntStream.range(0, classes)
                .mapToObj(
                    row ->
                        IntStream.range(0, classes)
                            .mapToObj(column -> row == 1 ? 0L : 1_000L * row + column)
                            .toList())
                .toList())
        .plot();
  }

  private static List<Plot> comparisons() {
    List<ComparisonResult> results = new ArrayList<>();
    results.add(compared("accuracy", Role.PRIMARY, null, 0.02, "SUPERIOR"));
    results.add(compared("balanced_accuracy", Role.GUARD, null, -0.005, "INCONCLUSIVE"));
    results.add(compared("roc_auc", Role.GUARD, null, null, "UNDEFINED"));
    results.add(compared("log_loss", Role.GUARD, null, -12_345.678, "INFERIOR"));
    for (int at = 0; at < 50; at++) {
      results.add(
          compared(
              "accuracy",
              Role.GROUP,
              "group %d ".formatted(at) + "x".repeat(90),
              at / 1000.0 - 0.02,
              "NON_INFERIOR"));
    }
    return new ComparisonPlots(null, 0.01, 0.95, results).all();
  }

  private static ComparisonResult compared(
      String statistic,
      Role role,
      @Nullable String group,
      @Nullable Double difference,
      String decision) {
    Double low = difference == null ? null : difference - 0.012;
    Double high = difference == null ? null : difference + 0.015;
    return new ComparisonResult(
        statistic,
        role,
        group == null ? null : "sex",
        group,
        0.8,
        0.82,
        difference,
        low,
        high,
        9_000L,
        "BONETT_PRICE",
        0.01,
        decision,
        difference == null ? "TOO_LARGE" : null);
  }

  private static List<Plot> numbers(double scale) {
    List<Part> parts = new ArrayList<>();
    List<ErrorBin> errors = new ArrayList<>();
    for (int at = 0; at < 20; at++) {
      double predicted = scale * (at * at + 3);
      double observed = predicted * (at < 10 ? 1.05 : 0.97);
      double half = scale * (5 + at / 2.0);
      parts.add(
          at == 4
              ? new Part(30, predicted, observed, null, null)
              : new Part(500, predicted, observed, observed - half, observed + half));
      errors.add(
          new ErrorBin(
              scale * (at - 12),
              scale * (at - 11),
              Math.round(900 * Math.exp(-(at - 9) * (at - 9) / 20.0))));
    }
    return new NumberPlots(new NumberOutline(parts, errors), 0.95).all();
  }

  private static List<Plot> drifts() {
    List<BinView> bins = new ArrayList<>();
    for (int at = 0; at < 10; at++) {
      bins.add(new BinView("(%d, %d]".formatted(10 * at, 10 * at + 10), 100L, 20L + 18L * at));
    }
    List<BinView> many =
        IntStream.range(0, 50)
            .mapToObj(
                at -> new BinView("bin %d ".formatted(at) + "y".repeat(90), 0L, 1_000_000_000_000L))
            .toList();
    WindowView window =
        DriftWindows.of(
            List.of(
                new FeatureView(
                    "age", FeatureKind.NUMERIC, DriftState.DRIFT, false, null, 1000L, 1010L, bins),
                new FeatureView(
                    "place",
                    FeatureKind.CATEGORICAL,
                    DriftState.UNDECIDED,
                    false,
                    null,
                    0L,
                    50_000_000_000_000L,
                    many)));
    return new DriftPlots(
            window,
            List.of(ReportRow.figure("age", "psi", 1010, 0.3, null, List.of(), Verdict.FAIL)))
        .all();
  }

  static Stream<Plot> plots() {
    return Stream.of(
            ofScores(true),
            ofScores(false),
            comparisons(),
            drifts(),
            numbers(1),
            numbers(1e68),
            numbers(1e-9),
            new NumberPlots(
                    new NumberOutline(
                        List.of(new Part(40, 7, 7, null, null)), List.of(new ErrorBin(3, 4, 40))),
                    0.95)
                .all(),
            List.of(matrix(2), matrix(20), matrix(50)),
            List.of(
                ofGroups(List.of("all")),
                ofGroups(
                    IntStream.range(0, 50)
                        .mapToObj(at -> "group %d ".formatted(at) + "x".repeat(90))
                        .toList())))
        .flatMap(List::stream);
  }

  private static Document parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Element> elements(Document document) {
    NodeList all = document.getElementsByTagName("*");
    return IntStream.range(0, all.getLength()).mapToObj(at -> (Element) all.item(at)).toList();
  }

  @ParameterizedTest
  @MethodSource("plots")
  void isAnImageThatSaysWhatItIs(Plot plot) throws Exception {
    String svg = PlotDrawing.of(plot);

    Document document = parsed(svg);
    Element root = document.getDocumentElement();
    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo(plot.title());
    assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
        .isEqualTo(plot.description());
    assertThat(elements(document))
        .allSatisfy(
            element -> {
              assertThat(element.getTagName()).isIn(SHAPES);
              for (int at = 0; at < element.getAttributes().getLength(); at++) {
                assertThat(element.getAttributes().item(at).getNodeName()).isIn(ATTRIBUTES);
              }
            });
    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity").doesNotContain("url(");
    assertThat(PlotDrawing.of(plot)).as("the same plot, the same bytes").isEqualTo(svg);
    assertThat(plot.table().rows())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row).hasSameSizeAs(plot.table().columns()));
  }

  @ParameterizedTest
  @MethodSource("plots")
  void staysWithinItsWidth(Plot plot) throws Exception {
    Document document = parsed(PlotDrawing.of(plot));

    double height = Double.parseDouble(document.getDocumentElement().getAttribute("height"));
    assertThat(elements(document).stream().filter(one -> one.getTagName().equals("text")))
        .allSatisfy(
            text -> {
              double x = Double.parseDouble(text.getAttribute("x"));
              double y = Double.parseDouble(text.getAttribute("y"));
              String shown = text.getLastChild().getNodeValue();
              double width = Text.width(shown, Double.parseDouble(text.getAttribute("font-size")));
              double left =
                  switch (text.getAttribute("text-anchor")) {
                    case "end" -> x - width;
                    case "middle" -> x - width / 2;
                    default -> x;
                  };
              assertThat(y).isBetween(0.0, height);
              if (text.getAttribute("transform").startsWith("rotate(0 ")) {
                assertThat(left).as(shown).isGreaterThanOrEqualTo(0);
                assertThat(left + width).as(shown).isLessThanOrEqualTo(Svg.WIDTH);
              }
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><image href=\"https://example.org/x\"/>",
        "]]></text><style>*{}</style>",
        "&lt;b&gt; &amp; &#x3c;",
        "'onload='x",
        "<!ENTITY x SYSTEM 'file:///etc/passwd'>&x;"
      })
  void takesNamesAsText(String name) throws Exception {
    Document document = parsed(PlotDrawing.of(ofGroups(List.of("m", name))));

    assertThat(elements(document)).allMatch(element -> SHAPES.contains(element.getTagName()));
    assertThat(document.getElementsByTagName("desc").item(0).getTextContent()).contains(name);
  }

  @Test
  void replacesWhatNoDocumentMayHold() throws Exception {
    String bad = "a\u0000b\u0008c\uD800d\uFFFEe\uD83D\uDE00";

    Document document = parsed(PlotDrawing.of(ofGroups(List.of("m", bad))));

    assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
        .contains("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uD83D\uDE00");
  }

  @Test
  void cutsTheMiddleOutOfWhatIsTooLongAndKeepsItInFull() throws Exception {
    String name = "female × over 60 × region of residence × number ".repeat(2) + "17";

    Document document = parsed(PlotDrawing.of(ofGroups(List.of("m", name))));

    Element label =
        elements(document).stream()
            .filter(one -> one.getTagName().equals("text"))
            .filter(one -> one.getTextContent().contains("…"))
            .findFirst()
            .orElseThrow();
    assertThat(label.getFirstChild().getTextContent()).isEqualTo(name);
    assertThat(label.getLastChild().getNodeValue()).startsWith("female").endsWith("17");
  }
}
