package org.assay.review.evidence.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assay.review.evidence.reduction.NumberReduction.Quantity;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of predictions become counts, or a fault that says what is wrong with them. */
class DuckDbTableTest {

  private static final TableLimits LIMITS =
      new TableLimits(128L << 20, 256L << 20, 1, 1_000_000, 1 << 16);
  private static final TableColumns WITH_SCORE =
      new TableColumns("y", null, "p", List.of("sex", "age"), "id");
  private static final TableColumns WITH_PREDICTION =
      new TableColumns("y", "yhat", null, List.of("sex"), null);
  private static final Classes CLASSES = Classes.two("1", "0", 0.5, true);
  private static final String HEADER = "id,y,yhat,p,sex,age\n";
  private static final String ROWS =
      """
      a,1,1,0.9,f,young
      b,0,1,0.9,f,old
      c,1,0,0.4,m,old
      d,0,0,0.1,m,
      """;

  @TempDir Path folder;

  private Path csv(String text) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), text);
  }

  private <T> T on(Path file, TableColumns columns, Classes classes, Asked<T> asked)
      throws IOException {
    Path work = Files.createTempDirectory(folder, "work");
    try (DuckDbTable table = DuckDbTable.open(file, work, LIMITS)) {
      return asked.of(table.read(columns, classes));
    }
  }

  private interface Asked<T> {
    T of(Reduction table);
  }

  private TableException fault(Path file, TableColumns columns, Classes classes) {
    return catchThrowableOfType(
        TableException.class, () -> on(file, columns, classes, Reduction::profile));
  }

  @Test
  void countsByGroupAndByScore() throws IOException {
    Path file = csv(HEADER + ROWS);

    List<Cell> cells = on(file, WITH_SCORE, CLASSES, table -> table.cells(List.of("sex", "age")));
    List<ScoreCell> scores =
        on(
            file,
            WITH_SCORE,
            CLASSES,
            table -> {
              List<ScoreCell> told = new ArrayList<>();
              table.scores(told::add);
              return told;
            });

    assertThat(cells)
        .containsExactlyInAnyOrder(
            new Cell(List.of("f", "young"), true, true, 1),
            new Cell(List.of("f", "old"), false, true, 1),
            new Cell(List.of("m", "old"), true, false, 1),
            new Cell(List.of("m", "unknown"), false, false, 1));
    assertThat(scores)
        .containsExactly(
            new ScoreCell(0.9, 1, 1), new ScoreCell(0.4, 1, 0), new ScoreCell(0.1, 0, 1));
  }

  @Test
  void looksAtTheWholeTable() throws IOException {
    Profile profile = on(csv(HEADER + ROWS), WITH_SCORE, CLASSES, Reduction::profile);

    assertThat(profile.rows()).isEqualTo(4);
    assertThat(profile.positives()).isEqualTo(2);
    assertThat(profile.predicted()).isEqualTo(2);
    assertThat(profile.columns())
        .contains(
            new Profile.Column("sex", "group", "text", 0, 2),
            new Profile.Column("age", "group", "text", 1, 2));
  }

  @Test
  void takesPredictionsInThePlaceOfAThreshold() throws IOException {
    List<Cell> cells =
        on(
            csv(HEADER + ROWS),
            WITH_PREDICTION,
            Classes.two("1", "0", null, false),
            table -> table.cells(List.of()));

    assertThat(cells)
        .containsExactlyInAnyOrder(
            new Cell(List.of(), true, true, 1),
            new Cell(List.of(), false, true, 1),
            new Cell(List.of(), true, false, 1),
            new Cell(List.of(), false, false, 1));
  }

  @Test
  void readsParquetAlike() throws IOException, SQLException {
    Path csv = csv(HEADER + ROWS);
    Path parquet = folder.resolve("table.parquet");
    duckdb("copy (from read_csv('%s')) to '%s' (format parquet)".formatted(csv, parquet));

    List<Cell> found = on(parquet, WITH_SCORE, CLASSES, table -> table.cells(List.of("sex")));
    List<Cell> expected = on(csv, WITH_SCORE, CLASSES, table -> table.cells(List.of("sex")));
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    byte[] whole = Files.readAllBytes(parquet);
    for (int length : new int[] {4, 100, whole.length / 2, whole.length - 1}) {
      Files.write(parquet, Arrays.copyOf(whole, length));
      assertThat(fault(parquet, WITH_SCORE, CLASSES).fault())
          .as("cut off at %d", length)
          .isEqualTo(TableFault.NOT_A_TABLE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a': 1}",
        "[1, 2]",
        "array_value(1, 2)",
        "map {'a': 1}",
        "'f'::blob",
        "[{'a': 1}]"
      })
  void readsNoColumnOfSeveralValues(String value) throws IOException, SQLException {
    Path parquet = folder.resolve("table.parquet");
    for (String column : List.of("sex", "y", "p", "id")) {
      duckdb(
          "copy (select * replace (%s as %s) from read_csv('%s')) to '%s' (format parquet)"
              .formatted(value, column, csv(HEADER + ROWS), parquet));

      assertThat(fault(parquet, WITH_SCORE, CLASSES))
          .as(column)
          .hasMessageStartingWith(column + " has bytes, structures, lists or maps")
          .extracting(TableException::fault)
          .isEqualTo(TableFault.WRONG_TYPE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"true", "1.5::decimal(4, 1)", "date '2026-01-05'", "'f'::enum ('f')", "uuid()"})
  void readsGroupsOfOtherTypes(String value) throws IOException, SQLException {
    Path parquet = folder.resolve("table.parquet");
    duckdb(
        "copy (select * replace (%s as sex) from read_csv('%s')) to '%s' (format parquet)"
            .formatted(value, csv(HEADER + ROWS), parquet));

    assertThat(on(parquet, WITH_SCORE, CLASSES, Reduction::profile).rows()).isEqualTo(4);
  }

  /** The rows fill many buffers, of which each thread reads its own. */
  @ParameterizedTest
  @ValueSource(strings = {"old", "\"old\"", "\"o,ld\"", "\"o\"\"ld\"", "\"o\nld\"", "\"\""})
  void readsCsvWithSeveralThreadsAlike(String age) throws IOException {
    Path file =
        csv(
            IntStream.range(0, 100_000)
                .mapToObj(at -> "%d,%d,1,0.%04d,%s,%s\n".formatted(at, at % 2, at % 997, "f", age))
                .collect(Collectors.joining("", HEADER, "")));
    TableLimits several = new TableLimits(128L << 20, 256L << 20, 3, 1_000_000, 1 << 16);

    assertThat(scores(file, several)).isEqualTo(scores(file, LIMITS)).hasSize(997);
  }

  private List<ScoreCell> scores(Path file, TableLimits limits) throws IOException {
    Path work = Files.createTempDirectory(folder, "work");
    List<ScoreCell> told = new ArrayList<>();
    try (DuckDbTable table = DuckDbTable.open(file, work, limits)) {
      SqlReduction reduction = table.read(WITH_SCORE, CLASSES);
      assertThat(reduction.profile().rows()).isEqualTo(100_000);
      reduction.scores(told::add);
    }
    return told;
  }

  private static void duckdb(String sql) throws SQLException {
    try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static Stream<Arguments> badRows() {
    String row = "e,1,1,0.5,f,old\n";
    return Stream.of(
        Arguments.of("", TableFault.EMPTY_TABLE),
        Arguments.of(row + "f,1,1,0.5,f,old\n", TableFault.SINGLE_CLASS),
        Arguments.of(ROWS + "e,1,1,NaN,f,old\n", TableFault.NOT_FINITE),
        Arguments.of(ROWS + "e,1,1,-inf,f,old\n", TableFault.NOT_FINITE),
        Arguments.of(ROWS + "e,1,1,1e999,f,old\n", TableFault.NOT_FINITE),
        Arguments.of(ROWS + "e,1,1,1.5,f,old\n", TableFault.OUT_OF_RANGE),
        Arguments.of(ROWS + "e,1,1,high,f,old\n", TableFault.WRONG_TYPE),
        Arguments.of(ROWS + "e,1,1,,f,old\n", TableFault.MISSING_VALUE),
        Arguments.of(ROWS + "e,,1,0.5,f,old\n", TableFault.MISSING_VALUE),
        Arguments.of(ROWS + ",1,1,0.5,f,old\n", TableFault.MISSING_VALUE),
        Arguments.of(ROWS + "e,2,1,0.5,f,old\n", TableFault.UNKNOWN_LABEL),
        Arguments.of(ROWS + "a,1,1,0.5,f,old\n", TableFault.DUPLICATE_ROW_ID),
        Arguments.of(ROWS + "e,1,1\n", TableFault.NOT_A_TABLE),
        Arguments.of(ROWS + "e,1,1,0.5,f,old,more\n", TableFault.NOT_A_TABLE),
        Arguments.of(ROWS + "e,1,1,0.5,\"f,old\n", TableFault.NOT_A_TABLE),
        Arguments.of(
            ROWS + "e,1,1,0.5," + "f".repeat(200_000) + ",old\n", TableFault.LINE_TOO_LONG));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badRows")
  void saysWhatIsWrongWithRows(String rows, TableFault expected) throws IOException {
    TableException thrown = fault(csv(HEADER + rows), WITH_SCORE, CLASSES);

    assertThat(thrown).isNotNull();
    assertThat(thrown.fault()).as(thrown.getMessage()).isEqualTo(expected);
    assertThat(thrown.getMessage()).doesNotContain("ffff").doesNotContain("high");
  }

  @Test
  void refusesWhatIsNoTable() throws IOException {
    assertThat(fault(csv(""), WITH_SCORE, CLASSES).fault()).isEqualTo(TableFault.EMPTY_TABLE);
    assertThat(fault(csv(HEADER.replace("sex", "Y") + ROWS), WITH_SCORE, CLASSES))
        .hasMessageContaining("Column 5 is called as one before it")
        .extracting(TableException::fault)
        .isEqualTo(TableFault.DUPLICATE_COLUMN);
    TableException unknown =
        fault(csv(HEADER + ROWS), new TableColumns("label", null, "p", List.of(), null), CLASSES);
    assertThat(unknown.fault()).isEqualTo(TableFault.UNKNOWN_COLUMN);
    assertThat(unknown).hasMessageContaining("No column is called label; the table has 6");
    Path noise = folder.resolve("noise");
    Files.write(noise, new byte[] {(byte) 0xff, 0, 1, 2, '\n', (byte) 0xfe, 3});
    assertThat(fault(noise, WITH_SCORE, CLASSES).fault()).isEqualTo(TableFault.UNKNOWN_COLUMN);
  }

  /** A file without a header begins with a row, whose values are told to nobody. */
  @Test
  void tellsNoValueOfTheFirstRow() throws IOException {
    assertThat(fault(csv("smith,1,0.25\njones,0,0.5\n"), WITH_SCORE, CLASSES))
        .hasMessageContaining("No column is called y")
        .message()
        .doesNotContain("smith", "0.25");
    assertThat(fault(csv("smith,smith,0.25\njones,0,0.5\n"), WITH_SCORE, CLASSES))
        .hasMessageContaining("Column 2")
        .message()
        .doesNotContain("smith");
  }

  @ParameterizedTest
  @ValueSource(strings = {"e,1,1\n", "e,1,1,0.5,f,old,more\n"})
  void saysWhichRowHasAnotherNumberOfValues(String row) throws IOException {
    assertThat(fault(csv(HEADER + ROWS + row), WITH_SCORE, CLASSES))
        .hasMessage("The row at line 6 has not as many values as the first line has names");
  }

  /** A gigabyte would take the same way: nothing of a line is kept beyond the limit. */
  @Test
  void readsNoEndlessLine() throws IOException {
    Path file = folder.resolve("line.csv");
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (int written = 0; written < 64; written++) {
        out.write(piece);
      }
    }

    assertThat(fault(file, WITH_SCORE, CLASSES).fault()).isEqualTo(TableFault.LINE_TOO_LONG);
  }

  @Test
  void refusesTooManyGroups() throws IOException {
    String rows =
        IntStream.range(0, 10_000)
            .mapToObj(at -> "%d,%d,1,0.5,g%d,x\n".formatted(at, at % 2, at))
            .collect(Collectors.joining());

    assertThatThrownBy(
            () -> on(csv(HEADER + rows), WITH_SCORE, CLASSES, table -> table.cells(List.of("sex"))))
        .isInstanceOfSatisfying(
            TableException.class,
            thrown -> assertThat(thrown.fault()).isEqualTo(TableFault.TOO_MANY_GROUPS));
    assertThatThrownBy(
            () ->
                on(
                    csv(HEADER + rows),
                    WITH_SCORE,
                    CLASSES,
                    table -> table.bins(List.of(List.of("age"), List.of("sex")))))
        .isInstanceOfSatisfying(
            TableException.class,
            thrown -> assertThat(thrown.fault()).isEqualTo(TableFault.TOO_MANY_GROUPS));
  }

  /** Few bytes that unpack to many rows, and few rows that unpack to many bytes. */
  @Test
  void refusesBombs() throws IOException, SQLException {
    Path rows = folder.resolve("rows.parquet");
    duckdb(
        ("copy (select 'a' as id, 1 as y, 1 as yhat, 0.5 as p, 'f' as sex, 'x' as age"
                + " from range(3000000)) to '%s' (format parquet)")
            .formatted(rows));
    Path wide = folder.resolve("wide.parquet");
    duckdb(
        ("copy (select repeat('a', 10000) || (i %% 7) as id, i %% 2 as y, 1 as yhat, 0.5 as p,"
                + " repeat('f', 10000) || i as sex, 'x' as age from range(60000) t (i))"
                + " to '%s' (format parquet, compression zstd)")
            .formatted(wide));

    assertThat(fault(rows, WITH_SCORE, CLASSES).fault()).isEqualTo(TableFault.TOO_LARGE);
    assertThat(fault(wide, WITH_SCORE, CLASSES).fault()).isEqualTo(TableFault.TOO_LARGE);
  }

  @Test
  void readsNothingButItsFile() throws IOException {
    Path other = Files.writeString(folder.resolve("other.csv"), HEADER + ROWS);
    Path work = Files.createTempDirectory(folder, "work");
    try (DuckDbTable table = DuckDbTable.open(csv(HEADER + ROWS), work, LIMITS)) {
      for (String sql :
          List.of(
              "select count(*) from read_csv('%s')".formatted(other),
              "copy (select 1) to '%s'".formatted(folder.resolve("out.csv")),
              "attach '%s' as more".formatted(folder.resolve("more.db")),
              "install httpfs",
              "load httpfs",
              "set memory_limit = '10GB'",
              "set enable_external_access = true")) {
        assertThatThrownBy(() -> table.queries().run(sql))
            .as(sql)
            .isInstanceOf(TableException.class);
      }
      assertThat(table.read(WITH_SCORE, CLASSES).profile().rows()).isEqualTo(4);
    }
  }

  @Test
  void endsWhereSomebodyEndsIt() throws IOException {
    Path work = Files.createTempDirectory(folder, "work");
    try (DuckDbTable table = DuckDbTable.open(csv(HEADER + ROWS), work, LIMITS)) {
      table.interrupt(TableFault.CANCELLED);

      assertThatThrownBy(() -> table.read(WITH_SCORE, CLASSES))
          .isInstanceOfSatisfying(
              TableException.class,
              thrown -> assertThat(thrown.fault()).isEqualTo(TableFault.CANCELLED));
    }
  }

  @Test
  void countsPairsOfClassesAndBinsOfProbabilities() throws IOException {
    Path file = csv(HEADER + ROWS);
    Classes several = Classes.several(List.of("0", "1"), "1", true);
    TableColumns columns = new TableColumns("y", "yhat", "p", List.of("sex"), "id");

    List<ClassCell> pairs = on(file, columns, several, Reduction::pairs);
    List<BinCell> ofPositive =
        on(file, columns, CLASSES, table -> table.bins(List.of(List.of("sex"))).getFirst());
    List<BinCell> ofPredicted =
        on(file, columns, several, table -> table.bins(List.of(List.of())).getFirst());

    assertThat(pairs)
        .containsExactlyInAnyOrder(
            new ClassCell("1", "1", 1),
            new ClassCell("0", "1", 1),
            new ClassCell("1", "0", 1),
            new ClassCell("0", "0", 1));
    assertThat(ofPositive)
        .containsExactlyInAnyOrder(
            new BinCell(List.of("f"), 13, true, true, 1, 0.9),
            new BinCell(List.of("f"), 13, false, true, 1, 0.9),
            new BinCell(List.of("m"), 5, true, false, 1, 0.4),
            new BinCell(List.of("m"), 1, false, false, 1, 0.1));
    assertThat(ofPredicted)
        .containsExactlyInAnyOrder(
            new BinCell(List.of(), 13, true, true, 1, 0.9),
            new BinCell(List.of(), 13, false, true, 1, 0.9),
            new BinCell(List.of(), 5, false, true, 1, 0.4),
            new BinCell(List.of(), 1, true, true, 1, 0.1));
  }

  @Test
  void countsSeveralGroupingsAtOnce() throws IOException {
    List<List<BinCell>> bins =
        on(
            csv(HEADER + ROWS),
            WITH_SCORE,
            CLASSES,
            table -> table.bins(List.of(List.of("age"), List.of("age", "sex"), List.of("sex"))));

    assertThat(bins.get(0))
        .extracting(BinCell::group)
        .containsExactlyInAnyOrder(
            List.of("young"), List.of("old"), List.of("old"), List.of("unknown"));
    assertThat(bins.get(1))
        .extracting(BinCell::group)
        .containsExactlyInAnyOrder(
            List.of("young", "f"),
            List.of("old", "f"),
            List.of("old", "m"),
            List.of("unknown", "m"));
    assertThat(bins.get(2))
        .extracting(BinCell::group)
        .containsExactlyInAnyOrder(List.of("f"), List.of("f"), List.of("m"), List.of("m"));
  }

  /** Probabilities on the edges of bins, as {@code Calibration} puts them there. */
  @Test
  void putsEdgesIntoTheLowerBin() throws IOException {
    String rows =
        IntStream.rangeClosed(0, 15)
            .mapToObj(edge -> "%d,%d,1,%s,f,x\n".formatted(edge, edge % 2, edge / 15.0))
            .collect(Collectors.joining());

    List<BinCell> bins =
        on(csv(HEADER + rows), WITH_SCORE, CLASSES, t -> t.bins(List.of(List.of())).getFirst());

    assertThat(bins).extracting(BinCell::bin).hasSize(16).contains(0, 0, 1, 7, 14);
    assertThat(bins).filteredOn(cell -> cell.bin() == 0).hasSize(2);
  }

  /** Intervals are drawn from rows in their order, however many threads read them. */
  @Test
  void tellsRowsInTheOrderOfTheFile() throws IOException, SQLException {
    int rows = 300_000;
    Path parquet = folder.resolve("order.parquet");
    duckdb(
        ("copy (select i as id, i %% 2 as y, 1 as yhat, i / 1000000 as p, 'f' as sex, 'x' as age"
                + " from range(%d) t (i)) to '%s' (format parquet, row_group_size 20000)")
            .formatted(rows, parquet));
    Path csv = folder.resolve("table.csv");
    duckdb("copy (select * from '%s') to '%s' (header)".formatted(parquet, csv));
    TableLimits several = new TableLimits(256L << 20, 256L << 20, 4, 1_000_000, 1 << 16);

    for (Path file : List.of(parquet, csv)) {
      List<Double> scores = new ArrayList<>();
      Path work = Files.createTempDirectory(folder, "work");
      try (DuckDbTable table = DuckDbTable.open(file, work, several)) {
        table
            .read(WITH_SCORE, CLASSES)
            .rows(
                (label, predicted, score) -> {
                  assertThat(label).isEqualTo(scores.size() % 2 == 1 ? 0 : 1);
                  assertThat(predicted).isEqualTo(score >= 0.5 ? 0 : 1);
                  scores.add(score);
                });
      }
      assertThat(scores).hasSize(rows).isSorted();
    }
  }

  @Test
  void sumsErrorsOfNumbersByGroup() throws IOException {
    Path work = Files.createTempDirectory(folder, "work");
    Path file = csv("y,yhat,sex\n1,2,f\n3,1,f\n5,5.5,m\n");
    TableColumns columns = new TableColumns("y", "yhat", null, List.of("sex"), null);
    try (DuckDbTable table = DuckDbTable.open(file, work, LIMITS)) {
      SqlNumbers numbers = table.readNumbers(columns);

      assertThat(numbers.profile().rows()).isEqualTo(3);
      assertThat(numbers.target()).isEqualTo(new NumberReduction.Target(1, 5, 8));
      assertThat(numbers.errors(List.of("sex")))
          .containsExactlyInAnyOrder(
              new ErrorCell(List.of("f"), 2, -1, 3, 5, 17),
              new ErrorCell(List.of("m"), 1, 0.5, 0.5, 0.25, 0.0625));
      assertThat(numbers.errors(List.of()))
          .containsExactly(new ErrorCell(List.of(), 3, -0.5, 3.5, 5.25, 17.0625));
    }
  }

  @Test
  void countsHowNumbersAreSpread() throws IOException {
    Path work = Files.createTempDirectory(folder, "work");
    Path file = csv("y,yhat\n0,1\n2,1.5\n4,2\n10,5\n-60,-64\n1e70,1e70\n");
    TableColumns columns = new TableColumns("y", "yhat", null, List.of(), null);
    try (DuckDbTable table = DuckDbTable.open(file, work, LIMITS)) {
      SqlNumbers numbers = table.readNumbers(columns);
      numbers.profile();
      Map<Long, Long> counted = new TreeMap<>();

      numbers.steps(Quantity.PREDICTION, new Steps(0.5, -2, 6), counted::put);

      assertThat(counted)
          .as("what lies beyond is counted at the ends")
          .isEqualTo(Map.of(-2L, 1L, 2L, 1L, 3L, 1L, 4L, 1L, 6L, 2L));
      counted.clear();
      numbers.steps(Quantity.ERROR, new Steps(1, -100, 100), counted::put);
      assertThat(counted).isEqualTo(Map.of(-5L, 1L, -4L, 1L, -2L, 1L, -1L, 1L, 0L, 1L, 1L, 1L));
      assertThat(numbers.parts(List.of(0.0, 2.0, 100.0)))
          .startsWith(
              new NumberReduction.Part(1, -64, -60, 0),
              new NumberReduction.Part(2, 1.25, 1, 1),
              new NumberReduction.Part(2, 3.5, 7, 9))
          .hasSize(4);
      assertThat(numbers.parts(List.of())).extracting(NumberReduction.Part::rows).containsOnly(6L);
      assertThat(numbers.spread(Quantity.ERROR).mean()).isEqualTo(-10.5 / 6);
    }
  }
}
