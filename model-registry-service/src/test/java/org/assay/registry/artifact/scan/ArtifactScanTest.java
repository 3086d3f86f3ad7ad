package org.assay.registry.artifact.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assay.registry.artifact.store.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pickles were written by CPython 3.11; none of them is ever loaded here or by what is tested.
 */
class ArtifactScanTest {

  private static final String EVAL = "gASVHQAAAAAAAACMCGJ1aWx0aW5zlIwEZXZhbJSTlIwBMZSFlFKULg==";

  /** A dict of lists, numbers, texts, bytes, a date, an OrderedDict and sets. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "KGRwMApWYQpwMQoobHAyCkkxCmFGMi41CmFWeApwMwphY19jb2RlY3MKZW5jb2RlCnA0CihWeQpwNQpWbGF0aW4xCnA2"
            + "CnRwNwpScDgKYU5hSTAxCmEoSTEKSTIKdHA5CmFzVmQKcDEwCmNjb2xsZWN0aW9ucwpPcmRlcmVkRGljdApwMTEK"
            + "KHRScDEyCmcxCkkxCnNzVnQKcDEzCmNkYXRldGltZQpkYXRlCnAxNAooZzQKKFYH6gEBCnAxNQpnNgp0cDE2ClJw"
            + "MTcKdHAxOApScDE5CnNWbgpwMjAKTDEwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDBMCnNWcwpwMjEKY19f"
            + "YnVpbHRpbl9fCnNldApwMjIKKChscDIzCkkxCmFJMgphdHAyNApScDI1CnNWZgpwMjYKY19fYnVpbHRpbl9fCmZy"
            + "b3plbnNldApwMjcKKChscDI4CkkzCmF0cDI5ClJwMzAKc1ZiCnAzMQpjX19idWlsdGluX18KYnl0ZWFycmF5CnAz"
            + "MgooZzQKKFZ6egpwMzMKZzYKdHAzNApScDM1CnRwMzYKUnAzNwpzLg==",
        "gAJ9cQAoWAEAAABhcQFdcQIoSwFHQAQAAAAAAABYAQAAAHhxA2NfY29kZWNzCmVuY29kZQpxBFgBAAAAeXEFWAYAAABs"
            + "YXRpbjFxBoZxB1JxCE6ISwFLAoZxCWVYAQAAAGRxCmNjb2xsZWN0aW9ucwpPcmRlcmVkRGljdApxCylScQxoAUsB"
            + "c1gBAAAAdHENY2RhdGV0aW1lCmRhdGUKcQ5oBFgFAAAAB8OqAQFxD2gGhnEQUnERhXESUnETWAEAAABucRSKDQAA"
            + "AEDq7XRG0JwsnwxYAQAAAHNxFWNfX2J1aWx0aW5fXwpzZXQKcRZdcRcoSwFLAmWFcRhScRlYAQAAAGZxGmNfX2J1"
            + "aWx0aW5fXwpmcm96ZW5zZXQKcRtdcRxLA2GFcR1ScR5YAQAAAGJxH2NfX2J1aWx0aW5fXwpieXRlYXJyYXkKcSBo"
            + "BFgCAAAAenpxIWgGhnEiUnEjhXEkUnEldS4=",
        "gASVwwAAAAAAAAB9lCiMAWGUXZQoSwFHQAQAAAAAAACMAXiUQwF5lE6ISwFLAoaUZYwBZJSMC2NvbGxlY3Rpb25zlIwL"
            + "T3JkZXJlZERpY3SUk5QpUpRoAUsBc4wBdJSMCGRhdGV0aW1llIwEZGF0ZZSTlEMEB+oBAZSFlFKUjAFulIoNAAAA"
            + "QOrtdEbQnCyfDIwBc5SPlChLAUsCkIwBZpQoSwORlIwBYpSMCGJ1aWx0aW5zlIwJYnl0ZWFycmF5lJOUQwJ6epSF"
            + "lFKUdS4=",
        "gAWVrQAAAAAAAAB9lCiMAWGUXZQoSwFHQAQAAAAAAACMAXiUQwF5lE6ISwFLAoaUZYwBZJSMC2NvbGxlY3Rpb25zlIwL"
            + "T3JkZXJlZERpY3SUk5QpUpRoAUsBc4wBdJSMCGRhdGV0aW1llIwEZGF0ZZSTlEMEB+oBAZSFlFKUjAFulIoNAAAA"
            + "QOrtdEbQnCyfDIwBc5SPlChLAUsCkIwBZpQoSwORlIwBYpSWAgAAAAAAAAB6epR1Lg=="
      })
  void findsNothingInPlainDataOfAnyProtocol(String pickle) {
    assertThat(scan(base64(pickle), "data.pkl").findings()).isEmpty();
    assertThat(scan(base64(pickle), "data.pkl").verdict()).isEqualTo(Verdict.CLEAN);
  }

  @ParameterizedTest
  @CsvSource({
    "KGxwMApJMQphY3Bvc2l4CnN5c3RlbQpwMQooVmlkCnAyCnRwMwpScDQKYS4=, posix.system",
    "gAJdcQAoSwFjcG9zaXgKc3lzdGVtCnEBWAIAAABpZHEChXEDUnEEZS4=, posix.system",
    "gASVIwAAAAAAAABdlChLAYwFcG9zaXiUjAZzeXN0ZW2Uk5SMAmlklIWUUpRlLg==, posix.system",
    EVAL + ", builtins.eval"
  })
  void findsWhatWouldRun(String pickle, String name) {
    Scan scan = scan(base64(pickle), "model.pkl");

    assertThat(scan.verdict()).isEqualTo(Verdict.DANGEROUS);
    assertThat(scan.findings()).containsExactly("Imports " + name);
  }

  @Test
  void findsItBehindAnyNameWhereTheFirstByteTells() {
    assertThat(scan(base64(EVAL), "README.md").verdict()).isEqualTo(Verdict.DANGEROUS);
  }

  @Test
  void findsANameThatTheMemoHands() {
    // "os" and "system" are put into the memo, dropped, and fetched again.
    String pickle = "\u0080\u0004\u008c\u0002os\u00940\u008c\u0006system\u00940h\0h\1\u0093.";

    assertThat(scan(latin(pickle), "m.pkl").findings()).containsExactly("Imports os.system");
  }

  @Test
  void doesNotBelieveThatWhatItCannotFollowIsHarmless() {
    // The module is made by a call, so no text stands where it is used.
    String computed = "\u0080\u0004N)R\u008c\u0006system\u0093.";
    String byNumber = "\u0080\u0002\u0082\u0005.";
    String twoMemos = "\u0080\u0004\u008c\u0002osq\u0005\u0094h\0\u008c\u0006system\u0093.";

    assertThat(scan(latin(computed), "m.pkl").verdict()).isEqualTo(Verdict.SUSPICIOUS);
    assertThat(scan(latin(byNumber), "m.pkl").verdict()).isEqualTo(Verdict.SUSPICIOUS);
    assertThat(scan(latin(twoMemos), "m.pkl").verdict()).isEqualTo(Verdict.UNREADABLE);
  }

  @Test
  void weighsClassesOfKnownLibrariesAndOfOthers() {
    String known = "csklearn.linear_model._logistic\nLogisticRegression\n.";
    String function = "csklearn.datasets\nfetch_openml\n.";
    String other = "c__main__\nMine\n.";

    assertThat(scan(latin(known), "m.pkl").verdict()).isEqualTo(Verdict.CLEAN);
    assertThat(scan(latin(function), "m.pkl").verdict()).isEqualTo(Verdict.SUSPICIOUS);
    assertThat(scan(latin(other), "m.pkl").verdict()).isEqualTo(Verdict.SUSPICIOUS);
  }

  @Test
  void keepsWhatWasFoundBeforeItBrokeOff() {
    String broken = "cos\nsystem\n\u0007";

    assertThat(scan(latin(broken), "m.pkl").verdict()).isEqualTo(Verdict.DANGEROUS);
    assertThat(scan(latin("\u0080\u0004\u0007"), "m.pkl").verdict()).isEqualTo(Verdict.UNREADABLE);
    assertThat(scan(latin("\u0080\u0004X\u00ff\u00ff\u00ff\u007fa"), "m.pkl").verdict())
        .isEqualTo(Verdict.UNREADABLE);
  }

  @Test
  void looksAtNoOtherFile() {
    assertThat(scan(latin("cos\nsystem\n."), "notes.txt").verdict())
        .isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(scan(latin(""), "empty.pkl").verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
  }

  @Test
  void believesOnlyDangerOfAFileThatMayBeNoPickle() {
    assertThat(scan(latin("cos\nsystem\n."), "model.bin").verdict()).isEqualTo(Verdict.DANGEROUS);
    assertThat(scan(latin("\u0007\u0001"), "model.bin").verdict())
        .isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(scan(latin("cwhatever\nit is\n."), "model.bin").verdict())
        .isEqualTo(Verdict.NOT_APPLICABLE);
  }

  @Test
  void findsPicklesInZipArchives() throws IOException {
    assertThat(scan(zip("archive/data.pkl", base64(EVAL)), "model.pt").findings())
        .containsExactly("Imports builtins.eval");
    assertThat(scan(zip("archive/data.txt", base64(EVAL)), "model.pt").verdict())
        .isEqualTo(Verdict.CLEAN);
  }

  @ParameterizedTest
  @CsvSource({
    "../../etc/passwd, DANGEROUS",
    "/etc/passwd, DANGEROUS",
    "a/../../b, DANGEROUS",
    "..\\b, DANGEROUS",
    "C:\\b, DANGEROUS",
    "a\u202eb, SUSPICIOUS",
    "a//b, SUSPICIOUS",
    "a/b.txt, CLEAN",
    "a/, CLEAN"
  })
  void weighsTheNamesInArchives(String name, Verdict verdict) throws IOException {
    assertThat(scan(zip(name, new byte[0]), "a.zip").verdict()).isEqualTo(verdict);
    assertThat(scan(tar(name, '0', ""), "a.tar").verdict()).isEqualTo(verdict);
    assertThat(scan(gzip(tar(name, '0', "")), "a.tgz").verdict()).isEqualTo(verdict);
  }

  @Test
  void weighsLinksInArchives() {
    assertThat(scan(tar("a", '2', "/etc/passwd"), "a.tar").verdict()).isEqualTo(Verdict.DANGEROUS);
    assertThat(scan(tar("a", '2', "b"), "a.tar").verdict()).isEqualTo(Verdict.SUSPICIOUS);
  }

  @Test
  void findsBombsWithoutUnpackingThem() throws IOException {
    byte[] zeros = new byte[80 << 20];

    Scan zip = scan(zip("zeros", zeros), "a.zip");
    Scan gzip = scan(gzip(tarOf("zeros", zeros)), "a.tgz");

    assertThat(zip.verdict()).isEqualTo(Verdict.DANGEROUS);
    assertThat(zip.findings()).singleElement().asString().contains("unpack to 83886080");
    assertThat(gzip.verdict()).isEqualTo(Verdict.DANGEROUS);
  }

  /** A hundred harmless ones may stand before one that is not. */
  @Test
  void saysThatItDidNotReadAllPicklesOfAnArchive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i <= 100; i++) {
        zip.putNextEntry(new ZipEntry(i + ".pkl"));
        zip.write(i < 100 ? latin("\u0080\u0004N.") : base64(EVAL));
      }
    }

    assertThat(scan(bytes.toByteArray(), "m.zip").verdict()).isEqualTo(Verdict.UNREADABLE);
  }

  @Test
  void findsAPickleByItsNameBehindOneLayerOfGzip() throws IOException {
    byte[] packed = gzip(latin("cposix\nsystem\n."));

    assertThat(scan(packed, "model.joblib").verdict()).isEqualTo(Verdict.DANGEROUS);
    assertThat(scan(packed, "model.pkl.gz").verdict()).isEqualTo(Verdict.DANGEROUS);
    assertThat(scan(gzip(packed), "model.pkl.gz.gz").verdict()).isEqualTo(Verdict.UNREADABLE);
  }

  @Test
  void readsNoLengthBelowZero() {
    byte[] tar = tar("x", 'x', "");
    byte[] minusOne = latin("\u00ff".repeat(12));
    System.arraycopy(minusOne, 0, tar, 124, 12);

    assertThat(scan(tar, "m.tar").verdict()).isEqualTo(Verdict.UNREADABLE);
  }

  /** Each pickle is short, and all of them together are a work of hours. */
  @Test
  void endsWhereManyPicklesFollowEachOther() {
    byte[] many = latin("\u0080\u0004N".concat("0N".repeat(1000)).concat(".").repeat(30_000));

    assertThat(scan(many, "m.pkl").verdict()).isEqualTo(Verdict.UNREADABLE);
  }

  @Test
  void findsPicklesInArraysOfObjects() {
    String header = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }";
    byte[] pickle = base64(EVAL);
    byte[] head = latin("\u0093NUMPY\1\0" + (char) header.length() + "\0" + header);
    ByteBuffer file = ByteBuffer.allocate(head.length + pickle.length).put(head).put(pickle);

    assertThat(scan(file.array(), "a.npy").findings()).containsExactly("Imports builtins.eval");
  }

  @Test
  void refusesToBeLedAstrayByAZipDirectory() throws IOException {
    byte[] zip = zip("a", new byte[0]);
    byte[] cut = java.util.Arrays.copyOf(zip, zip.length - 30);
    zip[zip.length - 22 + 16] = (byte) 0xf0; // the directory's position

    assertThat(scan(zip, "a.zip").verdict()).isEqualTo(Verdict.UNREADABLE);
    assertThat(scan(cut, "a.zip").verdict()).isEqualTo(Verdict.UNREADABLE);
  }

  @Test
  void showsNamesFromTheFileAsPlainText() {
    Scan scan = scan(latin("c\u001b[31mos\u0085\nx\n."), "m.pkl");

    assertThat(scan.findings()).containsExactly("Imports ?[31mos?.x");
  }

  private static Scan scan(byte[] bytes, String name) {
    try {
      return ArtifactScan.of(content(bytes), name);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Content content(byte[] bytes) {
    return new Content() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public int read(ByteBuffer into, long position) {
        if (position >= bytes.length) {
          return -1;
        }
        int count = (int) Math.min(into.remaining(), bytes.length - position);
        into.put(bytes, (int) position, count);
        return count;
      }

      @Override
      public void close() {}
    };
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] tar(String name, char type, String link) {
    byte[] archive = tarOf(name, new byte[0]);
    archive[156] = (byte) type;
    byte[] target = link.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(target, 0, archive, 157, target.length);
    return archive;
  }

  private static byte[] tarOf(String name, byte[] content) {
    ByteBuffer archive = ByteBuffer.allocate(512 + content.length + 1_024);
    archive.put(0, name.getBytes(StandardCharsets.UTF_8));
    archive.put(124, latin("%011o".formatted(content.length)));
    archive.put(156, (byte) '0');
    archive.put(257, latin("ustar"));
    archive.put(512, content);
    return archive.array();
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
