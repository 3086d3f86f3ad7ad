package org.assay.benchmarks.peer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one registration as a script of pgbench: the same statements in the same order
 * and transaction. What differs between registrations (model, number, digest, key, new ids, lock)
 * differs between the script's transactions too; all else is as it was logged.
 *
 * <p>The models are expected to be there as {@link #modelId(int)} and {@link #modelName(int)} say.
 *
 * @param text the script
 * @param statements how many statements it sends, with BEGIN and COMMIT
 */
public record PgbenchScript(String text, int statements) {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
  private static final Pattern LARGE_INTEGER = Pattern.compile("-?\\d{12,19}");
  private static final Pattern GIVES_NUMBER =
      Pattern.compile("(?is).*returning\\s+(?:\\w+\\.)?last_number.*");

  /** Longer texts (an event, an answer to repeat) are sent as they are: only their size matters. */
  private static final int LONGEST_VARIED = 160;

  private static final String MODEL_ID = "lpad(to_hex(:model::bigint), 32, '0')::uuid";

  /** The id of the model number {@code i}, from 1. */
  public static String modelId(int i) {
    String hex = "%032x".formatted(i);
    return "%s-%s-%s-%s-%s"
        .formatted(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(12, 16),
            hex.substring(16, 20),
            hex.substring(20));
  }

  /** The name of the model number {@code i}, from 1. */
  public static String modelName(int i) {
    return "m" + i;
  }

  /**
   * The session's statements of one registration.
   *
   * @param logged all statements of the time, of all sessions
   * @throws IllegalStateException if there is no transaction with the specimen's digest
   */
  public static List<LoggedStatement> transactionOf(
      List<LoggedStatement> logged, Specimen specimen) {
    LoggedStatement telling =
        logged.stream()
            .filter(statement -> statement.mentions(specimen.digest()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no statement has the specimen's digest"));
    List<LoggedStatement> transaction = new ArrayList<>();
    boolean found = false;
    for (LoggedStatement statement : logged) {
      if (statement.process() != telling.process()) {
        continue;
      }
      if (statement.sql().equalsIgnoreCase("BEGIN")) {
        transaction.clear();
      }
      transaction.add(statement);
      found |= statement.equals(telling);
      if (found && statement.sql().equalsIgnoreCase("COMMIT")) {
        return transaction;
      }
    }
    throw new IllegalStateException("the specimen's transaction has no end");
  }

  /**
   * Writes the script.
   *
   * @param transaction the statements of the specimen, BEGIN and COMMIT too
   * @param models how many models there are to choose from
   */
  public static PgbenchScript of(List<LoggedStatement> transaction, Specimen specimen, int models) {
    Variables variables = Variables.of(transaction, specimen);
    StringBuilder text = new StringBuilder();
    text.append("\\set model random(1, ").append(models).append(")\n");
    text.append("\\set r random(1, 9000000000000000000)\n");
    text.append("\\set n :n + 1\n");
    for (LoggedStatement statement : transaction) {
      text.append(filled(statement, variables));
      text.append(GIVES_NUMBER.matcher(statement.sql()).matches() ? "\n\\gset\n" : ";\n");
    }
    return new PgbenchScript(text.toString(), transaction.size());
  }

  private static String filled(LoggedStatement statement, Variables variables) {
    return PARAMETER
        .matcher(statement.sql())
        .replaceAll(
            match -> {
              int index = Integer.parseInt(match.group(1)) - 1;
              return Matcher.quoteReplacement(
                  variables.expression(statement.parameters().get(index)));
            })
        .strip();
  }

  /** What stands for each value that differs from one registration to the next. */
  private record Variables(Map<String, String> whole, Map<String, String> within) {

    static Variables of(List<LoggedStatement> transaction, Specimen specimen) {
      Map<String, String> whole = new LinkedHashMap<>();
      Map<String, String> within = new LinkedHashMap<>();
      whole.put(specimen.modelId(), MODEL_ID);
      whole.put(Integer.toString(specimen.number()), ":last_number");
      within.put(specimen.digest(), "'sha256'||chr(58)||lpad(to_hex(:r::bigint), 64, '0')");
      within.put(specimen.idempotencyKey(), "'k-'||:client_id::text||'-'||:n::text");
      within.put(specimen.modelName(), "'m'||:model::text");
      within.put(Integer.toString(specimen.number()), ":last_number::text");
      int made = 0;
      for (LoggedStatement statement : transaction) {
        for (String value : statement.parameters()) {
          if (value != null
              && UUID.matcher(value).matches()
              && !whole.containsKey(value)
              && !specimen.existing().containsValue(value)) {
            whole.put(value, newId(made++));
          }
        }
      }
      return new Variables(whole, within);
    }

    /** Ids that grow with time, as the service's do, and differ between clients. */
    private static String newId(int which) {
      return "rpad(lpad(to_hex((:n::bigint * 256 + :client_id::bigint) * 8 + %d), 12, '0'), 32, '0')::uuid"
          .formatted(which);
    }

    String expression(@Nullable String value) {
      if (value == null) {
        return "null";
      }
      String known = whole.get(value);
      if (known != null) {
        return known;
      }
      if (LARGE_INTEGER.matcher(value).matches()) {
        return ":r::bigint";
      }
      return value.length() > LONGEST_VARIED ? literal(value) : varied(value);
    }

    private String varied(String value) {
      List<String> pieces = new ArrayList<>();
      String rest = value;
      while (!rest.isEmpty()) {
        String first = firstWithin(rest);
        int at = first.isEmpty() ? rest.length() : rest.indexOf(first);
        if (at > 0) {
          pieces.add(literal(rest.substring(0, at)));
        }
        if (!first.isEmpty()) {
          pieces.add(within.getOrDefault(first, "''"));
        }
        rest = rest.substring(at + first.length());
      }
      return pieces.size() == 1
          ? pieces.getFirst()
          : pieces.isEmpty() ? "''" : "(" + String.join("||", pieces) + ")";
    }

    private String firstWithin(String text) {
      String first = "";
      int at = text.length();
      for (String known : within.keySet()) {
        int position = text.indexOf(known);
        if (position >= 0 && position < at) {
          at = position;
          first = known;
        }
      }
      return first;
    }
  }

  /** As SQL writes it; a colon is escaped, for pgbench takes what follows one for a variable. */
  private static String literal(String value) {
    String escaped = value.replace("\\", "\\\\").replace("'", "''").replace("\n", "\\n");
    boolean plain = escaped.equals(value) && value.indexOf(':') < 0;
    return plain ? "'" + value + "'" : "E'" + escaped.replace(":", "\\x3a") + "'";
  }
}
