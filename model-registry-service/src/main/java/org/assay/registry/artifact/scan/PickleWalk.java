package org.assay.registry.artifact.scan;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Walks the opcodes of pickles, protocols 0 to 5 (CPython's {@code pickletools} lists them), and
 * notes each name that loading would import.
 *
 * <p>The pickle machine's stack is followed as far as it carries short texts, since protocol 4
 * takes the imported name from it. Nothing is built, called or looked up.
 */
final class PickleWalk {

  private static final int LONGEST_LINE = 1 << 16;
  private static final int HEAD = 4;

  private final ByteReader in;
  private final Findings findings;
  private final Effort effort;
  private final PickleStack stack = new PickleStack();

  PickleWalk(ByteReader in, Findings findings, Effort effort) {
    this.in = in;
    this.findings = findings;
    this.effort = effort;
  }

  /**
   * Walks an entry of an archive that is called as pickles are. One layer only: of an archive in
   * the archive it is said that it was not read.
   */
  static void walkEntry(InputStream entry, String name, Findings findings, Effort effort)
      throws IOException {
    InputStream in = new BufferedInputStream(entry);
    in.mark(HEAD);
    byte[] head = in.readNBytes(HEAD);
    in.reset();
    if (ArtifactScan.isZip(head)) {
      findings.add(Verdict.UNREADABLE, "It is an archive in the archive: " + name);
      return;
    }
    new PickleWalk(new ByteReader(in), findings, effort).walk();
  }

  /** Walks the first pickle, and those that follow it directly, as some libraries write them. */
  void walk() throws IOException {
    findings.looked();
    walkOne();
    while (in.peek() == 0x80) {
      try {
        walkOne();
      } catch (IOException rest) {
        if (effort.spent()) {
          throw rest;
        }
        return; // what follows a whole pickle may be anything
      }
    }
  }

  private void walkOne() throws IOException {
    stack.clear();
    for (int opcode = in.next(); opcode != '.'; opcode = in.next()) {
      effort.step(in.position());
      step(opcode);
    }
  }

  private void step(int opcode) throws IOException {
    switch (opcode) {
      case 'c' -> imported(line(), line());
      case 'i' -> {
        stack.popMark();
        imported(line(), line());
      }
      case 0x93 -> importedFromStack();
      case 0x82 -> byNumber(1);
      case 0x83 -> byNumber(2);
      case 0x84 -> byNumber(4);
      case 'S', 'V' -> stack.push(unquoted(line()));
      case 'U', 0x8c -> text(in.number(1));
      case 'T', 'X' -> text(in.number(4));
      case 0x8d -> text(in.number(8));
      case 'C', 0x8a -> skipped(in.number(1));
      case 'B', 0x8b -> skipped(in.number(4));
      case 0x8e, 0x96 -> skipped(in.number(8));
      case 'F', 'I', 'L', 'P' -> {
        line();
        stack.pushOther();
      }
      case 'K' -> skipped(1);
      case 'M' -> skipped(2);
      case 'J' -> skipped(4);
      case 'G' -> skipped(8);
      case 0x80 -> in.skip(1);
      case 0x95 -> in.skip(8);
      default -> move(opcode);
    }
  }

  /** Opcodes that only move the stack or the memo. */
  private void move(int opcode) throws IOException {
    switch (opcode) {
      case 'N', 0x88, 0x89, '}', ']', ')', 0x8f, 0x97 -> stack.pushOther();
      case '(' -> stack.pushMark();
      case '0', 'a', 'b' -> stack.pop(1);
      case 's' -> stack.pop(2);
      case '1', 'e', 'u', 0x90 -> stack.popMark();
      case '2' -> stack.duplicate();
      case 'd', 'l', 't', 'o', 0x91 -> {
        stack.popMark();
        stack.pushOther();
      }
      case 'Q', 0x85 -> stack.replace(1);
      case 'R', 0x81, 0x86 -> stack.replace(2);
      case 0x87, 0x92 -> stack.replace(3);
      case 'p' -> stack.put(index());
      case 'q' -> stack.put(in.number(1));
      case 'r' -> stack.put(in.number(4));
      case 0x94 -> stack.memoize();
      case 'g' -> stack.get(index());
      case 'h' -> stack.get(in.number(1));
      case 'j' -> stack.get(in.number(4));
      case 0x98 -> {} // makes a buffer read-only
      default ->
          throw new IOException("Byte %d is no opcode of a pickle".formatted(in.position() - 1));
    }
  }

  private void imported(String module, String name) throws IOException {
    Verdict weight = KnownNames.weigh(module, name);
    if (weight != Verdict.CLEAN) {
      findings.add(weight, "Imports %s.%s".formatted(module, name));
    }
    stack.pushOther();
  }

  private void importedFromStack() throws IOException {
    String name = stack.popText();
    String module = stack.popText();
    if (name.isEmpty() || module.isEmpty()) {
      findings.add(Verdict.SUSPICIOUS, "Imports a name that does not stand where it is used");
      stack.pushOther();
      return;
    }
    imported(module, name);
  }

  private void byNumber(int bytes) throws IOException {
    long number = in.number(bytes);
    findings.add(Verdict.SUSPICIOUS, "Imports number %d of a table".formatted(number));
    stack.pushOther();
  }

  private void text(long length) throws IOException {
    if (length < 0 || length > PickleStack.LONGEST_TEXT) {
      skipped(length);
      return;
    }
    stack.push(in.text((int) length));
  }

  private void skipped(long length) throws IOException {
    in.skip(length);
    stack.pushOther();
  }

  private String line() throws IOException {
    return in.line(LONGEST_LINE);
  }

  private long index() throws IOException {
    try {
      return Long.parseLong(line().strip());
    } catch (NumberFormatException e) {
      throw new IOException("Byte %d is no number of the memo".formatted(in.position()), e);
    }
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() >= 2
            && (text.charAt(0) == '\'' || text.charAt(0) == '"')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
