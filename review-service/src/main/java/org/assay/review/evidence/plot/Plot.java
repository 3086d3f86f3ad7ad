package org.assay.review.evidence.plot;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A plot as data: everything that its drawing shows, and what of that is said in words.
 *
 * @param name what it is asked for by, among those of its evidence
 * @param type what kind of plot it is
 * @param title what it shows, in a few words
 * @param description how to read it and what stands out, in sentences
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param bands ranges of values that a limit allows
 * @param series what is drawn, in its order
 * @param table the same as text, for those who do not see it
 */
@Schema(name = "Plot")
public record Plot(
    String name,
    PlotType type,
    String title,
    String description,
    Axis x,
    Axis y,
    List<Band> bands,
    List<Series> series,
    Table table) {

  /** Copies the lists. */
  public Plot {
    bands = List.copyOf(bands);
    series = List.copyOf(series);
  }

  /**
   * An axis, of numbers or of categories.
   *
   * @param label what it measures
   * @param unit in what; absent where there are categories
   * @param low the lowest value shown; absent where there are categories
   * @param high the highest value shown
   * @param categories what stands on it one after the other; none where there are numbers
   */
  @Schema(name = "PlotAxis")
  public record Axis(
      String label,
      @Nullable String unit,
      @Nullable Double low,
      @Nullable Double high,
      List<String> categories) {

    /** Copies the list. */
    public Axis {
      categories = List.copyOf(categories);
    }

    static Axis of(String label, String unit, double low, double high) {
      return new Axis(label, unit, low, high, List.of());
    }

    static Axis of(String label, List<String> categories) {
      return new Axis(label, null, null, null, categories);
    }
  }

  /**
   * A range that a limit allows.
   *
   * @param label which limit
   * @param low its lower end
   * @param high its upper end
   */
  @Schema(name = "PlotBand")
  public record Band(String label, double low, double high) {}

  /**
   * Points that belong together.
   *
   * @param name what they are
   * @param mark how they are drawn
   * @param points the points, in their order
   */
  @Schema(name = "PlotSeries")
  public record Series(String name, Mark mark, List<Point> points) {

    /** Copies the list. */
    public Series {
      points = List.copyOf(points);
    }
  }

  /** How a series is drawn; no two are told apart by their colour alone. */
  @Schema(name = "PlotMark")
  public enum Mark {
    /** A line from point to point. */
    LINE,
    /** A thin broken line, for comparison. */
    BROKEN_LINE,
    /** A circle, with a bar from {@code low} to {@code high} where these are there. */
    CIRCLE,
    /** A diamond, in the same way. */
    DIAMOND,
    /** A bar from {@code low} to {@code high} on the horizontal axis, {@code y} high. */
    BAR,
    /** A cell of a matrix. */
    CELL,
    /** A hollow bar from 0 to {@code x} in the row of its {@code label}. */
    HOLLOW_BAR,
    /** A filled bar in the same way. */
    SOLID_BAR
  }

  /**
   * A point; what it does not have is absent.
   *
   * @param label its category
   * @param x on the horizontal axis
   * @param y on the vertical axis
   * @param low the lower end of its interval, of a bar its left edge
   * @param high the upper end, of a bar its right edge
   * @param n how many rows it is made of
   * @param score from which score on it holds
   * @param reason why there is no value
   * @param verdict what is decided by it, where it is judged
   */
  @Schema(name = "PlotPoint")
  public record Point(
      @Nullable String label,
      @Nullable Double x,
      @Nullable Double y,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Long n,
      @Nullable Double score,
      @Nullable String reason,
      @Nullable String verdict) {

    static Point at(double x, double y) {
      return new Point(null, x, y, null, null, null, null, null, null);
    }
  }

  /**
   * The plot as a table.
   *
   * @param columns what stands in each column
   * @param rows as many texts as there are columns; empty where there is nothing
   */
  @Schema(name = "PlotTable")
  public record Table(List<String> columns, List<List<String>> rows) {

    /** Copies the lists. */
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /**
   * What a list says of a plot.
   *
   * @param name what it is asked for by
   * @param type what kind of plot it is
   * @param title what it shows, in a few words
   * @param description how to read it and what stands out, in sentences
   */
  @Schema(name = "PlotEntry")
  public record Entry(String name, PlotType type, String title, String description) {}

  /** Returns what a list says of it. */
  public Entry entry() {
    return new Entry(name, type, title, description);
  }
}
