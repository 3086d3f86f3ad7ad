package org.assay.verification.fault.history;

/** How an operation ended, as its client knows. */
public sealed interface Outcome {

  /**
   * It was acknowledged.
   *
   * @param status the HTTP status
   * @param replayed whether the answer was one given before, to the same key
   */
  record Ok(int status, boolean replayed) implements Outcome {}

  /**
   * It was refused, or could not be asked for; either way nothing may have come of it.
   *
   * @param status the HTTP status, 0 if it was never sent
   * @param code the problem's code
   */
  record Fail(int status, String code) implements Outcome {}

  /** No answer, or one that says that it may have happened. */
  record Unknown(String why) implements Outcome {}

  /** Whether it was acknowledged. */
  default boolean ok() {
    return this instanceof Ok;
  }

  /** Whether it may have happened. */
  default boolean possible() {
    return !(this instanceof Fail);
  }

  /** One of {@code ok}, {@code fail} and {@code unknown}. */
  default String label() {
    return switch (this) {
      case Ok _ -> "ok";
      case Fail _ -> "fail";
      case Unknown _ -> "unknown";
    };
  }
}
