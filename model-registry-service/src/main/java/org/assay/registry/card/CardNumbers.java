package org.assay.registry.card;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assay.registry.run.Results;
import org.jspecify.annotations.Nullable;

/**
 * Holds the numbers of a card against a version's record. A stated number is confirmed where the
 * recorded one rounds to its digits, half up or half down.
 */
final class CardNumbers {

  /** So many metrics are looked for in a card's text. */
  private static final int MOST_LOOKED_FOR = 200;

  /** So many findings are told. */
  private static final int MOST_REMARKS = 100;

  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private final Map<String, Object> recorded = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  CardNumbers(Results record) {
    record.metrics().stream()
        .forEach(
            metric -> {
              recorded.put(metric.key(), metric.value());
              names.add(metric.key());
            });
  }

  /** Says of each stated number what the record says of it. */
  List<Checked> checked(Card card) {
    return card.stated().stream().map(this::checked).toList();
  }

  private Checked checked(Card.Stated stated) {
    Object measured = recorded.get(stated.metric());
    if (measured == null) {
      return new Checked(stated.metric(), stated.value(), null, Verdict.UNCONFIRMED);
    }
    boolean holds = measured instanceof Double number && rounds(number, stated.value());
    return new Checked(
        stated.metric(),
        stated.value(),
        measured instanceof Double number ? number : null,
        holds ? Verdict.CONFIRMED : Verdict.CONTRADICTED);
  }

  /**
   * Says where the text states another number of a metric than was recorded. It only reads the name
   * of a metric with a number right behind it, so it misses what is said in other words, and may
   * mistake a threshold for a result; hence it informs and refuses nothing.
   */
  List<Remark> remarks(String markdown) {
    List<Remark> remarks = new ArrayList<>();
    for (String name : names.subList(0, Math.min(names.size(), MOST_LOOKED_FOR))) {
      if (recorded.get(name) instanceof Double number && markdown.contains(name)) {
        remark(name, number, markdown, remarks);
      }
    }
    return remarks.stream()
        .sorted((a, b) -> Integer.compare(a.line(), b.line()))
        .limit(MOST_REMARKS)
        .toList();
  }

  private static void remark(String name, double number, String text, List<Remark> remarks) {
    Matcher found =
        Pattern.compile(
                "(?<![\\w-])%s[\\s|*_`:=]{1,12}(?:is |was |of )?([-+]?\\d{1,30}(?:\\.\\d{1,30})?)(?![\\w.]{0,30}\\d)(\\s?%%)?"
                    .formatted(Pattern.quote(name)))
            .matcher(text);
    while (found.find() && remarks.size() < MOST_REMARKS * 2) {
      BigDecimal stated = new BigDecimal(found.group(1));
      boolean holds =
          found.group(2) == null
              ? rounds(number, stated)
              : rounds(new BigDecimal(number).multiply(HUNDRED), stated);
      if (!holds) {
        int line =
            1 + (int) text.substring(0, found.start(1)).chars().filter(c -> c == '\n').count();
        remarks.add(new Remark(line, name, found.group(1), number));
      }
    }
  }

  private static boolean rounds(double recorded, BigDecimal stated) {
    return rounds(new BigDecimal(recorded), stated);
  }

  private static boolean rounds(BigDecimal recorded, BigDecimal stated) {
    // A double is rarely the decimal it was read from, so the bound has room for its last bit.
    BigDecimal bound =
        HALF.scaleByPowerOfTen(-stated.scale())
            .add(recorded.abs().multiply(new BigDecimal("1e-15")));
    return recorded.subtract(stated).abs().compareTo(bound) <= 0;
  }

  /** What the record says of a stated number. */
  enum Verdict {
    /** The record has it. */
    CONFIRMED,
    /** The record has no such metric. */
    UNCONFIRMED,
    /** The record has another one. */
    CONTRADICTED
  }

  /**
   * A stated number, held against the record.
   *
   * @param metric the name of the metric
   * @param stated what the card says
   * @param recorded what was recorded, null where nothing or no finite number was
   * @param verdict what that says of it
   */
  record Checked(String metric, BigDecimal stated, @Nullable Double recorded, Verdict verdict) {}

  /**
   * A number in the text that differs from the recorded one.
   *
   * @param line the line of the Markdown, from 1
   * @param metric the name of the metric
   * @param stated the number as written
   * @param recorded what was recorded
   */
  record Remark(int line, String metric, String stated, double recorded) {}
}
