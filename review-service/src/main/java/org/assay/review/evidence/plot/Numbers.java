package org.assay.review.evidence.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them. */
public final class Numbers {

  private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);
  private static final MathContext FEW_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
  private static final int PLAIN = 7;

  private Numbers() {}

  /** Writes a share with four digits; nothing where there is none. */
  static String share(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
  }

  /** Writes a share with its interval. */
  static String share(double value, @Nullable Double low, @Nullable Double high) {
    return low == null || high == null
        ? share(value)
        : "%s [%s, %s]".formatted(share(value), share(low), share(high));
  }

  /** Writes a count with commas; nothing where there is none. */
  static String count(@Nullable Long rows) {
    return rows == null ? "" : String.format(Locale.ROOT, "%,d", rows);
  }

  /**
   * Writes any number with at most six digits, very large and very small ones as powers of ten;
   * nothing where there is none.
   */
  public static String any(@Nullable Double value) {
    return value == null ? "" : plain(value, DIGITS);
  }

  /** Writes a difference with its sign, and at most three digits. */
  public static String signed(double value) {
    return (value > 0 ? "+" : "") + plain(value, FEW_DIGITS);
  }

  private static String plain(double value, MathContext digits) {
    BigDecimal rounded = new BigDecimal(value).round(digits).stripTrailingZeros();
    int magnitude = rounded.precision() - rounded.scale();
    return rounded.signum() == 0 || Math.abs(magnitude) <= PLAIN
        ? rounded.toPlainString()
        : rounded.toString();
  }
}
