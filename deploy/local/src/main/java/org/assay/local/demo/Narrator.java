package org.assay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * Prints the story: each step, each request in a form to repeat, what came back, and what to see in
 * it.
 */
public final class Narrator {

  private static final int WIDTH = 100;
  private static final int BODY_LIMIT = 700;

  private final PrintStream out;

  /** Prints to this stream. */
  public Narrator(PrintStream out) {
    this.out = out;
  }

  /** A paragraph of its own. */
  public void say(String text) {
    out.println(text);
  }

  /** The head of a step. */
  void step(int number, String title) {
    String head = "── %d. %s ".formatted(number, title);
    out.println();
    out.println(head + "─".repeat(Math.max(3, WIDTH - head.length())));
  }

  /** A request and its answer. */
  void exchange(URI gateway, Request request, Answer answer) {
    command(CurlCommand.of(gateway, request));
    answer(answer);
  }

  /** The answer to what was told before. */
  void answer(Answer answer) {
    out.println("  " + answer.status() + " " + shortened(answer.body()));
  }

  /** A command of the reader's shell. */
  void command(String command) {
    out.println();
    out.println("  $ " + command);
  }

  /** A line that a command printed. */
  void printed(String line) {
    out.println("  " + line);
  }

  /** What to see in the answer above. */
  void highlight(String text) {
    out.println("  → " + text);
  }

  /**
   * How long something that happens by events took, so that the reader believes that it was waited
   * for.
   */
  void waited(String what, Duration time) {
    out.println();
    out.println(
        String.format(Locale.ROOT, "  … waited %.2f s until %s", time.toMillis() / 1000.0, what));
  }

  private static String shortened(JsonNode body) {
    if (body.isMissingNode()) {
      return "(no body)";
    }
    String text = body.toString();
    return text.length() <= BODY_LIMIT
        ? text
        : text.substring(0, BODY_LIMIT) + " … (" + text.length() + " characters)";
  }
}
