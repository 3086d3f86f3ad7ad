package org.assay.registry.artifact.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pickle machine's stack and memo, of which only texts that may name something are kept. */
final class PickleStack {

  /** The longest text that is kept, in bytes. */
  static final int LONGEST_TEXT = 256;

  /** Stands for whatever is no such text. */
  private static final String OTHER = "";

  private static final int MOST_DEEP = 1_000_000;
  private static final int MOST_MARKS = 100_000;
  private static final int MOST_REMEMBERED = 100_000;

  /** So many characters of texts are kept of a pickle; those after them count as other things. */
  private static final int MOST_KEPT = 4_000_000;

  private final List<String> items = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private Map<Long, String> memo = new HashMap<>();
  private long memoized;
  private boolean putByNumber;
  private int kept;

  void clear() {
    items.clear();
    marks.clear();
    memo = new HashMap<>(); // clearing costs as much as the largest that it ever was
    memoized = 0;
    putByNumber = false;
    kept = 0;
  }

  void push(String text) throws IOException {
    if (items.size() >= MOST_DEEP) {
      throw tooFar();
    }
    boolean keeps = text.length() <= LONGEST_TEXT && kept + text.length() <= MOST_KEPT;
    kept += keeps ? text.length() : 0;
    items.add(keeps ? text : OTHER);
  }

  void pushOther() throws IOException {
    push(OTHER);
  }

  void pushMark() throws IOException {
    if (marks.size() >= MOST_MARKS) {
      throw tooFar();
    }
    marks.add(items.size());
  }

  void pop(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      popText();
    }
  }

  /** Returns the text on top, empty where something else is. */
  String popText() throws IOException {
    if (!marks.isEmpty() && marks.getLast() == items.size()) {
      marks.removeLast();
      return OTHER;
    }
    if (items.isEmpty()) {
      throw new IOException("The pickle takes more off its stack than it put there");
    }
    return items.removeLast();
  }

  void popMark() throws IOException {
    if (marks.isEmpty()) {
      throw new IOException("The pickle has no mark where it needs one");
    }
    int mark = marks.removeLast();
    items.subList(mark, items.size()).clear();
  }

  void duplicate() throws IOException {
    push(top());
  }

  void replace(int count) throws IOException {
    pop(count);
    pushOther();
  }

  void put(long index) throws IOException {
    if (memoized > 0) {
      throw twoWays();
    }
    putByNumber = true;
    keep(index);
  }

  /**
   * Puts under the next number, which is how many there are; so a pickle that also puts under
   * numbers of its own, as no library does, cannot be followed.
   */
  void memoize() throws IOException {
    if (putByNumber) {
      throw twoWays();
    }
    keep(memoized++);
  }

  private void keep(long index) throws IOException {
    String text = top();
    if (text.isEmpty()) {
      memo.remove(index);
    } else if (memo.size() < MOST_REMEMBERED || memo.containsKey(index)) {
      memo.put(index, text);
    }
  }

  void get(long index) throws IOException {
    push(memo.getOrDefault(index, OTHER));
  }

  private static IOException twoWays() {
    return new IOException("The pickle numbers what it remembers in two ways");
  }

  private static IOException tooFar() {
    return new IOException("The pickle is nested or spread too far to be followed");
  }

  private String top() throws IOException {
    if (items.isEmpty()) {
      throw new IOException("The pickle uses its stack while it is empty");
    }
    return items.getLast();
  }
}
