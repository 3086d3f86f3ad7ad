package org.assay.benchmarks.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assay.benchmarks.stack.Database;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL was asked while something was done: its own statement log, switched on for that
 * time alone.
 */
public final class StatementLog {

  private static final Pattern HEAD =
      Pattern.compile("^assay \\[(\\d+)] (\\S*) (LOG|DETAIL):  (.*)$");
  private static final Pattern STATEMENT =
      Pattern.compile("^(?:statement|execute [^:]+): (.*)$", Pattern.DOTALL);
  private static final Pattern PARAMETERS =
      Pattern.compile("^[Pp]arameters: (.*)$", Pattern.DOTALL);

  /** Repeats whole stretches, for one repeat a character overflows the stack on a long value. */
  private static final Pattern PARAMETER =
      Pattern.compile("\\$\\d+ = (NULL|'([^']*+(?:''[^']*+)*+)')");

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Database database;
  private final Path log;

  /** Of this server, which prints into this file. */
  public StatementLog(Database database, Path log) {
    this.database = database;
    this.log = log;
  }

  /** Every statement that the server ran while this was done, in order of their start. */
  public List<LoggedStatement> during(Runnable act) {
    set(
        "alter system set log_line_prefix = 'assay [%p] %d '",
        "alter system set log_statement = 'all'");
    try {
      long from = size();
      awaitMark("select 'statement log is on'", from);
      act.run();
      awaitMark("select 'statement log may go off'", from);
      return parsed(Files.readString(log, StandardCharsets.UTF_8).substring((int) from));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      set("alter system reset log_statement", "alter system reset log_line_prefix");
    }
  }

  private void set(String... statements) {
    for (String statement : statements) {
      database.execute("postgres", statement);
    }
    database.execute("postgres", "select pg_reload_conf()");
  }

  /** The server reads its settings again in its own time, so the mark is made until it is seen. */
  private void awaitMark(String mark, long from) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!Files.readString(log, StandardCharsets.UTF_8).substring((int) from).contains(mark)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("PostgreSQL logs no statements into " + log);
      }
      database.execute("postgres", mark);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  private long size() throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8).length();
  }

  /** Reads lines of a log whose prefix is this class's own. */
  static List<LoggedStatement> parsed(String text) {
    List<LoggedStatement> statements = new ArrayList<>();
    for (Entry entry : entries(text)) {
      Matcher statement = STATEMENT.matcher(entry.text());
      Matcher parameters = PARAMETERS.matcher(entry.text());
      if (entry.level().equals("LOG") && statement.matches()) {
        statements.add(
            new LoggedStatement(
                entry.process(), entry.database(), statement.group(1).strip(), List.of()));
      } else if (entry.level().equals("DETAIL") && parameters.matches() && !statements.isEmpty()) {
        LoggedStatement last = statements.removeLast();
        statements.add(
            new LoggedStatement(
                last.process(), last.database(), last.sql(), values(parameters.group(1))));
      }
    }
    return statements;
  }

  private static List<Entry> entries(String text) {
    List<Entry> entries = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      Matcher head = HEAD.matcher(line);
      if (head.matches()) {
        entries.add(
            new Entry(
                Integer.parseInt(head.group(1)), head.group(2), head.group(3), head.group(4)));
      } else if (line.startsWith("\t") && !entries.isEmpty()) {
        Entry last = entries.removeLast();
        entries.add(
            new Entry(
                last.process(),
                last.database(),
                last.level(),
                last.text() + "\n" + line.substring(1)));
      }
    }
    return entries;
  }

  private static List<@Nullable String> values(String text) {
    List<@Nullable String> values = new ArrayList<>();
    Matcher parameter = PARAMETER.matcher(text);
    while (parameter.find()) {
      String quoted = parameter.group(2);
      values.add(quoted == null ? null : quoted.replace("''", "'"));
    }
    return values;
  }

  private record Entry(int process, String database, String level, String text) {}
}
