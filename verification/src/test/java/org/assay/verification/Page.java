package org.assay.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shell blocks of a page of the documentation, each with the output that the page shows. */
record Page(String path, List<Block> blocks) {

  private static final Pattern FENCE = Pattern.compile("(?ms)^ *```(\\w+)([^\\n]*)\\n(.*?)^ *```");

  static Page read(String path) {
    try {
      return new Page(path, blocks(Files.readString(DocumentationE2E.root().resolve(path))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    Matcher fence = FENCE.matcher(text);
    while (fence.find()) {
      int line = (int) text.substring(0, fence.start()).lines().count() + 1;
      switch (fence.group(1)) {
        case "sh" -> blocks.add(new Block(line, fence.group(2).strip(), fence.group(3), ""));
        case "output" -> blocks.add(blocks.removeLast().with(fence.group(3)));
        default -> {}
      }
    }
    return blocks;
  }

  /**
   * Commands and what they print.
   *
   * @param line where it stands
   * @param mark the word after {@code sh}: {@code skip} where it is not run, {@code retry} where
   *     the page says to run it again until it prints what is shown, {@code refused} where a
   *     request of it is refused
   * @param output what the page shows, of which {@code ...} stands for anything; may be empty
   */
  record Block(int line, String mark, String commands, String output) {

    Block with(String shown) {
      return new Block(line, mark, commands, shown);
    }

    boolean run() {
      return !mark.equals("skip");
    }

    boolean refused() {
      return mark.equals("refused");
    }

    boolean retry() {
      return mark.equals("retry");
    }

    /** Whether all that the page shows was printed, in this order. */
    boolean shownBy(String printed) {
      int from = 0;
      for (String piece : output.split("\\.\\.\\.|\\n", -1)) {
        int at = printed.indexOf(piece.strip(), from);
        if (at < 0) {
          return false;
        }
        from = at + piece.strip().length();
      }
      return true;
    }
  }
}
