package org.assay.kit.http;

import java.util.regex.Pattern;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The key under which a caller may repeat a request: 1 to 128 visible ASCII characters, quoted (a
 * structured-field string, as draft-ietf-httpapi-idempotency-key-header has it) or bare.
 *
 * @param value the key without quotes
 */
record IdempotencyKey(String value) {

  static final String HEADER = "Idempotency-Key";

  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");

  /**
   * Reads the header.
   *
   * @throws ProblemException 400 {@code IDEMPOTENCY_KEY_REQUIRED} if it is absent, empty or no key
   */
  static IdempotencyKey parse(@Nullable String header) {
    String text = header == null ? "" : unquoted(header.strip());
    if (text.isEmpty()) {
      throw refused("This request needs the header Idempotency-Key, so that it can be repeated");
    }
    if (!FORM.matcher(text).matches()) {
      throw refused("Idempotency-Key is 1 to 128 visible ASCII characters, quoted or bare");
    }
    return new IdempotencyKey(text);
  }

  private static String unquoted(String text) {
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  private static ProblemException refused(String detail) {
    return ProblemException.of(CommonProblem.IDEMPOTENCY_KEY_REQUIRED, detail)
        .at(HEADER, "REQUIRED", "1 to 128 visible ASCII characters")
        .help("Make a random UUID for each act, and send the same one when you repeat it");
  }
}
