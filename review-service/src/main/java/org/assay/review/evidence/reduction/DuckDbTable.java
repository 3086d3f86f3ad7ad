package org.assay.review.evidence.reduction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * A file of predictions, CSV or Parquet, read as a table by a DuckDB of its own.
 *
 * <p>Parquet is read as it lies there, once for each question: its columns are small and decoded
 * faster than a copy is made. Of CSV a copy of the asked columns is made as Parquet first, which
 * takes a tenth of the memory of a table.
 *
 * <p>What reads it sees that one file, one that it is compared with, copies of them and a folder
 * for what does not fit into memory, loads no extension and goes to no network; memory, disk and
 * threads are bounded, and nobody can change that once the file is open.
 */
public final class DuckDbTable implements AutoCloseable {

  private static final String TABLE = "predictions";
  private static final String CHAMPION = "champion";
  private static final String PAIRED = "paired";

  /** What stands between values or rows. */
  private static final String BETWEEN = ",\n\r";

  /** How types begin that have no text which a person would write, besides lists. */
  private static final List<String> SEVERAL = List.of("BLOB", "STRUCT", "MAP", "UNION", "VARIANT");

  private static final int PIECE = 1 << 16;
  private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final String table;
  private final Path file;
  private final Path folder;
  private final TableLimits limits;
  private final Connection connection;
  private final Queries queries;
  private boolean ambiguous;

  private DuckDbTable(Path file, Path folder, TableLimits limits, Connection connection) {
    this.table = TABLE;
    this.file = file;
    this.folder = folder;
    this.limits = limits;
    this.connection = connection;
    this.queries = new Queries(connection);
  }

  /** Another file of the same evaluation. */
  private DuckDbTable(DuckDbTable first, Path file) {
    this.table = CHAMPION;
    this.file = file;
    this.folder = first.folder;
    this.limits = first.limits;
    this.connection = first.connection;
    this.queries = first.queries;
  }

  /**
   * Opens a file.
   *
   * @param folder an empty folder of the evaluation's own, for what does not fit into memory
   */
  public static DuckDbTable open(Path file, Path folder, TableLimits limits) {
    return open(file, file, folder, limits);
  }

  /**
   * Opens a file, and lets another be read too.
   *
   * @param champion the other file, or the same
   * @param folder an empty folder of the evaluation's own, for what does not fit into memory
   */
  public static DuckDbTable open(Path file, Path champion, Path folder, TableLimits limits) {
    try {
      Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", settings(folder, limits));
      DuckDbTable table = new DuckDbTable(file, folder, limits, connection);
      table.lockUp(champion);
      return table;
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not start", e);
    }
  }

  Queries queries() {
    return queries;
  }

  private static Properties settings(Path folder, TableLimits limits) {
    Properties settings = new Properties();
    settings.setProperty("memory_limit", bytes(limits.memory()));
    settings.setProperty("max_temp_directory_size", bytes(limits.disk()));
    settings.setProperty("temp_directory", folder.resolve("spill").toString());
    settings.setProperty("threads", Integer.toString(limits.threads()));
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    // Rows are told as they are found; the driver would else gather all of them in memory first.
    settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    // Intervals are drawn from the rows in the order of the file.
    settings.setProperty("preserve_insertion_order", "true");
    return settings;
  }

  private static String bytes(long size) {
    return "%dKiB".formatted(size >> 10);
  }

  private void lockUp(Path champion) throws SQLException {
    String allowed =
        Stream.of(file, champion, copy(TABLE), copy(CHAMPION), copy(PAIRED))
            .map(DuckDbTable::literal)
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("set allowed_paths = [" + allowed + "]");
      statement.execute("set enable_external_access = false");
      statement.execute("set lock_configuration = true");
    }
  }

  /**
   * Reads the columns that are asked for.
   *
   * @throws TableException if it has no such column, cannot be read to its end, or takes more than
   *     it may
   */
  public SqlReduction read(TableColumns columns, Classes classes) {
    return new SqlReduction(
        queries, table(columns.names(), selectedClasses(columns)), columns, classes);
  }

  /**
   * Reads the columns that are asked for where numbers are predicted.
   *
   * @throws TableException as {@link #read}
   */
  public SqlNumbers readNumbers(TableColumns columns) {
    return new SqlNumbers(queries, table(columns.names(), selectedNumbers(columns)), columns);
  }

  /**
   * Reads columns, and the same ones of other rows, which they are compared with.
   *
   * @param reference where the other rows are; the file that this was opened with
   * @throws TableException as {@link #read}
   */
  public SqlDrift drift(List<ComparedColumn> columns, Path reference) {
    return new SqlDrift(
        queries,
        new DuckDbTable(this, reference).compared(columns, ComparedColumn::reference),
        compared(columns, ComparedColumn::current),
        columns);
  }

  private SqlTable compared(List<ComparedColumn> columns, Function<ComparedColumn, String> called) {
    String asked =
        IntStream.range(0, columns.size())
            .mapToObj(
                at -> {
                  String column = called.apply(columns.get(at));
                  return columns.get(at).number()
                      ? number(column, "v" + at, "p" + at)
                      : "%s as v%d".formatted(text(column), at);
                })
            .collect(Collectors.joining(", "));
    return table(columns.stream().map(called).distinct().toList(), asked);
  }

  private SqlTable table(List<String> names, String asked) {
    boolean parquet = startsWith(PARQUET);
    Map<String, String> there = parquet ? parquetColumns() : csvColumns();
    for (String name : names) {
      if (!there.containsKey(name)) {
        throw new TableException(
            TableFault.UNKNOWN_COLUMN,
            "No column is called %s; the table has %d, which in CSV the first line names"
                .formatted(name, there.size()));
      }
      Refusals.refuseUnless(
          isOneValue(String.valueOf(there.get(name))),
          TableFault.WRONG_TYPE,
          "%s has bytes, structures, lists or maps; a text or a number a row is read"
              .formatted(name));
    }
    String selected = "select %s from ".formatted(asked);
    if (parquet) {
      queries.run("create view %s as ".formatted(table) + selected + parquet(file));
    } else {
      keep(table, selected + csv(there.keySet()));
    }
    long rows = count("select count(*) from " + table);
    if (rows > limits.rows()) {
      throw tooManyRows(rows);
    }
    return new SqlTable(table, there);
  }

  /** Says whether values of a type are read as they are written: as text, a number or a date. */
  private static boolean isOneValue(String type) {
    return !type.endsWith("]") && SEVERAL.stream().noneMatch(type::startsWith);
  }

  /**
   * Reads another model's predictions, and joins them to those that were read before by the ids of
   * their rows; both have such a column.
   *
   * @param challenger whose predictions were read
   * @param other where the champion's are; the same file where its columns are a baseline
   * @throws TableException if the champion's cannot be read, or are not of the same rows
   */
  public SqlPairing pair(SqlPairing.Model challenger, Path other, SqlPairing.Model champion) {
    new DuckDbTable(this, other).read(champion.columns(), champion.classes()).profile();
    return new SqlPairing(
        joined(SqlPairing.COLUMNS, challenger.columns().groups()), challenger, champion);
  }

  /**
   * Does the same where numbers are predicted.
   *
   * @param challenger the columns that were read
   * @param champion those of the champion's file
   * @throws TableException as {@link #pair}
   */
  public SqlNumberPairing pairNumbers(TableColumns challenger, Path other, TableColumns champion) {
    new DuckDbTable(this, other).readNumbers(champion).profile();
    return new SqlNumberPairing(
        joined(SqlNumberPairing.COLUMNS, challenger.groups()), challenger.groups());
  }

  private SqlJoin joined(List<String> columns, List<String> groups) {
    keep(PAIRED, SqlJoin.rows(table, CHAMPION, columns, groups.size()));
    SqlJoin join = new SqlJoin(queries, PAIRED);
    join.check(table, CHAMPION);
    return join;
  }

  /** Keeps rows as a copy, which is read as a table. */
  private void keep(String as, String rows) {
    queries.run("copy (%s) to %s (format parquet)".formatted(rows, literal(copy(as))));
    queries.run("create view %s as select * from %s".formatted(as, parquet(copy(as))));
  }

  private Path copy(String of) {
    return folder.resolve(of);
  }

  private static String selectedClasses(TableColumns columns) {
    return "%s as label, %s as prediction, %s, %s"
        .formatted(
            text(columns.label()),
            text(columns.prediction()),
            number(columns.score(), "score", "scored"),
            rest(columns));
  }

  private static String selectedNumbers(TableColumns columns) {
    return "%s, %s, %s"
        .formatted(
            number(columns.label(), "label", "labelled"),
            number(columns.prediction(), "prediction", "predicted"),
            rest(columns));
  }

  /** A column as a number, and whether there is anything in it. */
  private static String number(@Nullable String column, String as, String there) {
    return column == null
        ? "cast(null as double) as %s, false as %s".formatted(as, there)
        : "try_cast(%s as double) as %s, %s is not null as %s"
            .formatted(name(column), as, name(column), there);
  }

  private static String rest(TableColumns columns) {
    StringBuilder selected = new StringBuilder(128);
    selected.append(text(columns.rowId())).append(" as row_id");
    for (int at = 0; at < columns.groups().size(); at++) {
      selected.append(", ").append(text(columns.groups().get(at))).append(" as g").append(at);
    }
    return selected.toString();
  }

  private static String text(@Nullable String column) {
    return column == null ? "cast(null as varchar)" : "cast(%s as varchar)".formatted(name(column));
  }

  private static String name(String column) {
    return "\"" + column.replace("\"", "\"\"") + "\"";
  }

  private static String literal(Path path) {
    return literal(path.toString());
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String parquet(Path path) {
    return "read_parquet(%s)".formatted(literal(path));
  }

  /**
   * What is said of each row group is there before any is unpacked; what lies is caught by memory.
   */
  private Map<String, String> parquetColumns() {
    long rows =
        count(
            "select coalesce(sum(num_rows), 0) from parquet_file_metadata(%s)"
                .formatted(literal(file)));
    if (rows > limits.rows()) {
      throw tooManyRows(rows);
    }
    Map<String, String> columns = new LinkedHashMap<>();
    queries.each(
        "describe select * from " + parquet(file),
        List.of(),
        row -> {
          if (columns.put(row.getString(1), row.getString(2)) != null) {
            throw duplicate(columns.size() + 1);
          }
        });
    return columns;
  }

  private TableException tooManyRows(long rows) {
    return new TableException(
        TableFault.TOO_LARGE,
        "The table has %d rows; an evaluation takes at most %d".formatted(rows, limits.rows()));
  }

  /** Where no line names the columns, the first one holds values, which are told to nobody. */
  private static TableException duplicate(int column) {
    return new TableException(
        TableFault.DUPLICATE_COLUMN,
        "Column %d is called as one before it, upper and lower case aside; in CSV the first line names them"
            .formatted(column));
  }

  private String csv(Set<String> columns) {
    String types =
        columns.stream()
            .map(column -> literal(column) + ": 'VARCHAR'")
            .collect(Collectors.joining(", "));
    return ("read_csv(%s, auto_detect = false, header = true, delim = ',', quote = '\"',"
            + " escape = '\"', nullstr = '', strict_mode = true, null_padding = false,"
            + " ignore_errors = false, parallel = %s, max_line_size = %d, buffer_size = %d,"
            + " columns = {%s})")
        .formatted(literal(file), !ambiguous, limits.line(), 4L * limits.line(), types);
  }

  private Map<String, String> csvColumns() {
    checkLines();
    Map<String, String> columns = new LinkedHashMap<>();
    Set<String> lower = new HashSet<>();
    for (String column : new CsvHeader(header()).names()) {
      columns.put(column, "text");
      if (!lower.add(column.toLowerCase(Locale.ROOT))) {
        throw duplicate(lower.size() + 1);
      }
    }
    return columns;
  }

  private String header() {
    byte[] start = start(limits.line());
    if (start.length == 0) {
      throw new TableException(TableFault.EMPTY_TABLE, "The file is empty");
    }
    int end = 0;
    boolean quoted = false;
    while (end < start.length && (quoted || (start[end] != '\n' && start[end] != '\r'))) {
      quoted ^= start[end] == '"';
      end++;
    }
    return new String(start, 0, end, StandardCharsets.UTF_8);
  }

  /**
   * Looks for what DuckDB takes for another fault, or for none: a line that is longer than its
   * buffers, and a quoted value that the end of the file cuts off. Where no quoted value holds a
   * comma, a quote or the end of a line, each of these means the same wherever a thread begins to
   * read, so that several can read at once.
   */
  private void checkLines() {
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] piece = new byte[PIECE];
      long line = 1;
      int length = 0;
      boolean quoted = false;
      byte before = 0;
      for (int read = bytes.read(piece); read >= 0; read = bytes.read(piece)) {
        for (int at = 0; at < read; at++) {
          boolean end = piece[at] == '\n';
          ambiguous |= quoted ? BETWEEN.indexOf(piece[at]) >= 0 : piece[at] == '"' && before == '"';
          quoted ^= piece[at] == '"';
          before = piece[at];
          length = end ? 0 : length + 1;
          line += end ? 1 : 0;
          if (length > limits.line()) {
            throw new TableException(
                TableFault.LINE_TOO_LONG,
                "Line %d has more than %d bytes".formatted(line, limits.line()));
          }
        }
      }
      if (quoted) {
        throw new TableException(
            TableFault.NOT_A_TABLE, "A quoted value has no end; the file may be cut off");
      }
    } catch (IOException e) {
      throw new IllegalStateException("The file cannot be read", e);
    }
  }

  private long count(String sql) {
    return queries.numbers(sql, List.of(), 1)[0];
  }

  private boolean startsWith(byte[] magic) {
    return Arrays.equals(start(magic.length), magic);
  }

  private byte[] start(int most) {
    try (InputStream bytes = Files.newInputStream(file)) {
      return bytes.readNBytes(most);
    } catch (IOException e) {
      throw new IllegalStateException("The file cannot be read", e);
    }
  }

  /** Ends what is running, and refuses whatever comes after it; from any thread. */
  public void interrupt(TableFault why) {
    queries.interrupt(why);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not end", e);
    }
  }
}
