package org.assay.review.evidence.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two files are counted by bins that are fixed on one of them. */
class SqlDriftTest {

  private static final TableLimits LIMITS =
      new TableLimits(128L << 20, 256L << 20, 1, 1_000_000, 1 << 16);

  @TempDir Path folder;

  private static String column(Stream<?> values) {
    return "x\n" + values.map(value -> value + "\n").collect(Collectors.joining());
  }

  private static String numbers(int from, int to) {
    return column(IntStream.rangeClosed(from, to).boxed());
  }

  private <T> T on(String before, String now, boolean number, Function<SqlDrift, T> asked)
      throws IOException {
    Path reference = Files.writeString(folder.resolve("reference.csv"), before);
    Path table = Files.writeString(folder.resolve("table.csv"), now);
    Path work = Files.createTempDirectory(folder, "work");
    try (DuckDbTable rows = DuckDbTable.open(table, reference, work, LIMITS)) {
      return asked.apply(rows.drift(List.of(new ComparedColumn("x", "x", number)), reference));
    }
  }

  private SqlDrift.Numbers numbers(String before, String now) throws IOException {
    return on(before, now, true, drift -> drift.numbers(0));
  }

  @Test
  void countsNumbersByTheDecilesOfTheReference() throws IOException {
    SqlDrift.Numbers found = numbers(numbers(1, 100), numbers(86, 105));

    assertThat(found.edges()).containsExactly(10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0);
    assertThat(found.reference()).hasSize(10).containsOnly(10L);
    assertThat(found.current()).containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 5L, 15L);
    assertThat(found.missing()).isEqualTo(new SqlDrift.Missing(0, 0));
  }

  /** Each value is another one, in no order, and they do not fit into the memory there is. */
  @Test
  void findsTheDecilesOfMoreValuesThanMemoryHolds() throws IOException {
    int rows = 1_000_000;
    Path reference = folder.resolve("reference.csv");
    try (BufferedWriter out = Files.newBufferedWriter(reference)) {
      out.write("x\n");
      for (long at = 1; at <= rows; at++) {
        out.write(at * 7_919 % 1_000_003 + ".5\n");
      }
    }
    Path table = Files.writeString(folder.resolve("table.csv"), numbers(1, 10));
    TableLimits few = new TableLimits(24L << 20, 256L << 20, 1, rows, 1 << 16);

    try (DuckDbTable all =
        DuckDbTable.open(table, reference, Files.createDirectory(folder.resolve("w")), few)) {
      SqlDrift.Numbers found =
          all.drift(List.of(new ComparedColumn("x", "x", true)), reference).numbers(0);

      assertThat(found.reference()).hasSize(10).containsOnly((long) rows / 10);
      assertThat(found.current()).containsExactly(10L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
    }
  }

  @Test
  void countsByWhereTheReferenceHasRowsOnly() throws IOException {
    SqlDrift.Numbers mostlyNone =
        numbers(
            column(Stream.concat(Stream.generate(() -> 0).limit(95), Stream.of(1, 1, 1, 1, 2))),
            numbers(0, 3));
    SqlDrift.Numbers mostlyMost =
        numbers(
            column(Stream.concat(Stream.of(1), Stream.generate(() -> 2).limit(99))), numbers(1, 3));
    SqlDrift.Numbers constant = numbers(column(Stream.of(5, 5, 5)), numbers(4, 7));

    assertThat(mostlyNone.edges()).containsExactly(0.0);
    assertThat(mostlyNone.reference()).containsExactly(95L, 5L);
    assertThat(mostlyNone.current()).containsExactly(1L, 3L);
    assertThat(mostlyMost.edges()).containsExactly(1.0);
    assertThat(mostlyMost.reference()).containsExactly(1L, 99L);
    assertThat(constant.edges()).containsExactly(Math.nextDown(5.0), 5.0);
    assertThat(constant.reference()).containsExactly(0L, 3L, 0L);
    assertThat(constant.current()).containsExactly(1L, 1L, 2L);
  }

  @Test
  void countsWhatIsMissingByItself() throws IOException {
    SqlDrift.Numbers found = numbers("x,y\n1,a\n,b\n3,c\n", "x,y\n,a\n,b\n");

    assertThat(found.reference()).containsExactly(1L, 1L);
    assertThat(found.current()).containsExactly(0L, 0L);
    assertThat(found.missing()).isEqualTo(new SqlDrift.Missing(1, 2));
    double[] values =
        on("x,y\n2,a\n,b\n1,c\n", numbers(1, 1), true, drift -> drift.values(0, true, 2));
    assertThat(values).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void tellsTheMostFrequentTextsApart() throws IOException {
    SqlDrift.Texts found =
        on(
            column(Stream.of("b", "a", "b", "c", "a", "b")),
            column(Stream.of("c", "z", "a", "a")),
            false,
            drift -> drift.texts(0, 2));

    assertThat(found.values()).containsExactly("b", "a");
    assertThat(found.reference()).containsExactly(3L, 2L, 1L);
    assertThat(found.current()).containsExactly(0L, 2L, 2L);
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "1,2; 1,x; WRONG_TYPE",
        "1,NaN; 1,2; NOT_FINITE",
        "1,2; inf,2; NOT_FINITE",
        "''; 1,2; EMPTY_TABLE"
      })
  void refusesWhatIsNoNumber(String before, String now, TableFault fault) {
    TableException refused =
        catchThrowableOfType(TableException.class, () -> numbers(rows(before), rows(now)));

    assertThat(refused.fault()).isEqualTo(fault);
  }

  private static String rows(String values) {
    return column(values.isEmpty() ? Stream.of() : Stream.of(values.split(",")));
  }

  @Test
  void refusesAColumnThatTheReferenceHasNot() {
    assertThat(
            catchThrowableOfType(TableException.class, () -> numbers("y\n1\n2\n", numbers(1, 2)))
                .fault())
        .isEqualTo(TableFault.UNKNOWN_COLUMN);
    assertThat(
            catchThrowableOfType(
                    TableException.class, () -> numbers("x,y\n,1\n,2\n", numbers(1, 2)))
                .fault())
        .isEqualTo(TableFault.MISSING_VALUE);
  }
}
