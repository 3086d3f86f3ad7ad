package org.assay.registry.artifact.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.assay.registry.artifact.store.Content;

/** Looks what kind a file is, by its first bytes, and walks it. */
public final class ArtifactScan {

  /** Pickles of protocol 0 and 1 begin with nothing that tells them from text but their name. */
  private static final Set<String> PICKLE_NAMES =
      Set.of(".pkl", ".pickle", ".joblib", ".pt", ".pth", ".ckpt", ".sav");

  /** Names that pickles have too, and many other files. */
  private static final Set<String> OTHER_NAMES = Set.of(".bin", ".dat", ".model", ".data");

  private static final int HEAD = 512;

  /** Up to so many bytes a compressed file is unpacked to see whether it is a bomb: to 4 GiB. */
  private static final long WEIGHED = 20L << 20;

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] NPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final byte[] TAR = {'u', 's', 't', 'a', 'r'};
  private static final int TAR_AT = 257;
  private static final int PICKLE_PROTO = 0x80;

  private ArtifactScan() {}

  /**
   * Scans a file.
   *
   * @param name its last path segment
   * @throws IOException if its bytes cannot be read from where they lie
   */
  public static Scan of(Content content, String name) throws IOException {
    Findings findings = new Findings();
    Effort effort = new Effort();
    byte[] head = head(content);
    try {
      if (isZip(head)) {
        new ZipWalk(content, findings, effort).walk();
      } else if (begins(head, 0, GZIP)) {
        gzip(content, name, findings, effort);
      } else {
        plain(ContentInput.of(content), head, name, findings, effort);
      }
    } catch (IOException broken) {
      content.size(); // throws where it is the store that is broken, not the file
      findings.add(Verdict.UNREADABLE, String.valueOf(broken.getMessage()));
    }
    return findings.result();
  }

  /**
   * Says whether a scan reads more of a file than its beginning.
   *
   * @param name its last path segment
   * @throws IOException if its bytes cannot be read from where they lie
   */
  public static boolean goesThrough(Content content, String name) throws IOException {
    byte[] head = head(content);
    return isZip(head)
        || begins(head, 0, GZIP)
        || begins(head, TAR_AT, TAR)
        || begins(head, 0, NPY)
        || isPickle(head, name)
        || OTHER_NAMES.contains(extension(name));
  }

  private static void plain(
      InputStream in, byte[] head, String name, Findings findings, Effort effort)
      throws IOException {
    if (begins(head, TAR_AT, TAR)) {
      new TarWalk(new ByteReader(in), findings, effort).walk();
    } else if (begins(head, 0, NPY)) {
      numpy(new ByteReader(in), findings, effort);
    } else if (isPickle(head, name)) {
      new PickleWalk(new ByteReader(in), findings, effort).walk();
    } else if (head.length > 0 && OTHER_NAMES.contains(extension(name))) {
      maybePickle(new ByteReader(in), findings, effort);
    }
  }

  /**
   * Any bytes can be taken for opcodes; of a file that may be no pickle only danger is believed.
   */
  private static void maybePickle(ByteReader in, Findings findings, Effort effort) {
    Findings maybe = new Findings();
    try {
      new PickleWalk(in, maybe, effort).walk();
    } catch (IOException _) {
      maybe.looked(); // it is no pickle, or a broken one, which loads what stands before the break
    }
    Scan found = maybe.result();
    if (found.verdict() == Verdict.DANGEROUS) {
      found.findings().forEach(text -> findings.add(Verdict.DANGEROUS, text));
    }
  }

  /** One layer only: of what is packed twice it is said that it was not read. */
  private static void gzip(Content content, String name, Findings findings, Effort effort)
      throws IOException {
    byte[] head;
    try (InputStream in = new GZIPInputStream(ContentInput.of(content))) {
      head = in.readNBytes(HEAD);
    }
    findings.looked();
    if (content.size() <= WEIGHED && isBomb(content, findings)) {
      return;
    }
    if (isZip(head) || begins(head, 0, GZIP)) {
      findings.add(Verdict.UNREADABLE, "It is packed twice");
      return;
    }
    String unpacked = extension(name).equals(".gz") ? name.substring(0, name.length() - 3) : name;
    try (InputStream in =
        new Inflated(
            new GZIPInputStream(ContentInput.of(content)), content.size(), findings, effort)) {
      plain(in, head, unpacked, findings, effort);
    }
  }

  /**
   * Unpacks to the end, or until it is a bomb: what is no archive is not unpacked otherwise. Of a
   * larger file that would take too long.
   */
  private static boolean isBomb(Content content, Findings findings) {
    try (InputStream in =
        new Inflated(
            new GZIPInputStream(ContentInput.of(content)),
            content.size(),
            findings,
            new Effort(Long.MAX_VALUE))) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException _) {
      // A bomb; or it is broken, and what stands before the break may do harm and is looked at.
    }
    return findings.result().isBomb();
  }

  /** An array of Python objects is a pickle behind a header; any other is only numbers. */
  private static void numpy(ByteReader in, Findings findings, Effort effort) throws IOException {
    in.skip(NPY.length);
    int major = in.next();
    in.next();
    long length = in.number(major == 1 ? 2 : 4);
    String header = new String(in.bytes((int) Math.min(length, 1 << 16)), StandardCharsets.UTF_8);
    findings.looked();
    if (header.contains("|O") || header.contains("object")) {
      new PickleWalk(in, findings, effort).walk();
    }
  }

  private static boolean isPickle(byte[] head, String name) {
    if (head.length > 1 && (head[0] & 0xff) == PICKLE_PROTO && head[1] <= 5) {
      return true;
    }
    return head.length > 0 && isPickleName(name);
  }

  /** Says whether a file or an entry of an archive is called as pickles are, in any case. */
  static boolean isPickleName(String name) {
    return PICKLE_NAMES.contains(extension(name));
  }

  /** Says whether a file or an entry of an archive begins as a zip archive does. */
  static boolean isZip(byte[] head) {
    return begins(head, 0, ZIP) || begins(head, 0, EMPTY_ZIP);
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
  }

  private static byte[] head(Content content) throws IOException {
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(HEAD, content.size()));
    int count = 0;
    while (head.hasRemaining() && count >= 0) {
      count = content.read(head, head.position());
    }
    return java.util.Arrays.copyOf(head.array(), head.position());
  }

  private static boolean begins(byte[] bytes, int at, byte[] with) {
    return bytes.length >= at + with.length
        && java.util.Arrays.equals(bytes, at, at + with.length, with, 0, with.length);
  }
}
