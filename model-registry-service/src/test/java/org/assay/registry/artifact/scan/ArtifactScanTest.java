package org.assay.registry.artifact.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
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
  @ValueSource(strings = {"m.joblib", "m.pt", "m.pth", "m.ckpt", "m.sav", "m.PKL", "m.Pickle"})
  void findsPicklesInZipArchivesByAnyNameThatTheyHaveAlone(String name) throws IOException {
    assertThat(scan(zip(name, base64(EVAL)), "model.zip").verdict()).isEqualTo(Verdict.DANGEROUS);
  }

  @Test
  void findsPicklesInTarArchivesAndReadsOnBehindThem() throws IOException {
    byte[] eval = base64(EVAL);
    byte[] header = summed(withSize(header("m/model.PKL", '0', ""), eval.length));
    byte[] whole = join(header, Arrays.copyOf(eval, 512), header("../x", '0', ""));

    for (Scan scan : List.of(scan(whole, "m.tar"), scan(gzip(whole), "m.tgz"))) {
      assertThat(scan.findings())
          .containsExactly("Imports builtins.eval", "An entry would be written elsewhere: ../x");
    }
  }

  @Test
  void saysThatItDidNotReadAnArchiveInAnArchive() throws IOException {
    byte[] inner = zip("model.pkl", base64(EVAL));
    Scan scan = scan(zip("model.pt", inner), "models.zip");

    assertThat(scan.verdict()).isEqualTo(Verdict.UNREADABLE);
    assertThat(scan.findings()).containsExactly("It is an archive in the archive: model.pt");
    assertThat(scan(tarOf("model.pt", inner), "models.tar").verdict())
        .isEqualTo(Verdict.UNREADABLE);
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

  /** Python and GNU tar end at a block of zeros only. */
  @Test
  void readsOnBehindAnEntryWithoutAName() {
    byte[] archive = join(header("", '0', ""), header("../x", '0', ""));

    assertThat(scan(archive, "a.tar").verdict()).isEqualTo(Verdict.DANGEROUS);
  }

  @Test
  void takesTheNameThatReadersOfExtendedHeadersTake() {
    String harmless = record("path", "ok");
    String evil = record("path", "../x");
    String comment = record("comment", "\n11 path=ok");

    assertThat(scan(extended('x', harmless), "a.tar").verdict()).isEqualTo(Verdict.CLEAN);
    assertThat(scan(extended('x', comment + evil), "a.tar").verdict()).isEqualTo(Verdict.DANGEROUS);
    assertThat(scan(extended('x', harmless + evil), "a.tar").verdict())
        .isEqualTo(Verdict.DANGEROUS);
    assertThat(scan(extended('X', evil), "a.tar").verdict()).isEqualTo(Verdict.DANGEROUS);
    assertThat(scan(extended('g', evil), "a.tar").verdict()).isEqualTo(Verdict.DANGEROUS);
    assertThat(scan(extended('L', "../x"), "a.tar").verdict()).isEqualTo(Verdict.DANGEROUS);
    assertThat(scan(extended('x', "+9 path=x\n"), "a.tar").verdict()).isEqualTo(Verdict.UNREADABLE);
  }

  @Test
  void takesTheTargetOfALinkFromExtendedHeaders() {
    byte[] link = header("a", '2', "b");
    byte[] pax = extension('x', record("linkpath", "/etc/passwd"));
    byte[] gnu = extension('K', "/etc/passwd");

    assertThat(scan(join(pax, link), "a.tar").verdict()).isEqualTo(Verdict.DANGEROUS);
    assertThat(scan(join(gnu, link), "a.tar").verdict()).isEqualTo(Verdict.DANGEROUS);
  }

  /** By the size in the first header the second is a part of the first one's content. */
  @Test
  void takesASizeFromExtendedHeaders() {
    byte[] pax = extension('x', record("size", "0"));
    byte[] hiding = summed(withSize(header("a", '0', ""), 512));

    assertThat(scan(join(pax, hiding, header("../x", '0', "")), "a.tar").verdict())
        .isEqualTo(Verdict.DANGEROUS);
  }

  @Test
  void doesNotGuessWhereReadersDifferInWhatFollows() {
    byte[] folder = summed(withSize(header("a", '5', ""), 512));
    byte[] wrong = header("a", '0', "");
    wrong[150]++;
    byte[][] nine = new byte[9][];
    Arrays.fill(nine, extension('L', "a"));

    assertThat(scan(join(folder, header("b", '0', "")), "a.tar").verdict())
        .isEqualTo(Verdict.UNREADABLE);
    assertThat(scan(join(wrong), "a.tar").verdict()).isEqualTo(Verdict.UNREADABLE);
    assertThat(scan(extended('g', record("size", "0")), "a.tar").verdict())
        .isEqualTo(Verdict.UNREADABLE);
    assertThat(scan(join(nine), "a.tar").verdict()).isEqualTo(Verdict.UNREADABLE);
  }

  @Test
  void findsBombsWithoutUnpackingThem() throws IOException {
    byte[] zeros = new byte[80 << 20];

    Scan zip = scan(zip("zeros", zeros), "a.zip");
    Scan gzip = scan(gzip(tarOf("zeros", zeros)), "a.tgz");

    assertThat(zip.verdict()).isEqualTo(Verdict.BOMB);
    assertThat(zip.findings()).singleElement().asString().contains("unpack to 83886080");
    assertThat(gzip.verdict()).isEqualTo(Verdict.BOMB);
    assertThat(scan(gzip(zeros), "a.csv.gz").verdict()).isEqualTo(Verdict.BOMB);
  }

  /** What stands before it may not be read to its end. */
  @Test
  void findsABombBehindABrokenPickle() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("a.pkl"));
      zip.write(1);
      zip.putNextEntry(new ZipEntry("zeros"));
      zip.write(new byte[80 << 20]);
    }

    assertThat(scan(bytes.toByteArray(), "m.zip").verdict()).isEqualTo(Verdict.BOMB);
  }

  /** Arrays may honestly be all zeros, but no more than DEFLATE makes of them. */
  @ParameterizedTest
  @CsvSource({
    "80,     0,    400000,        true",
    "80,     80,   400000,        false",
    "80,     80,   81000,         true",
    "1025,   1025, 2000000,       true",
    "160,    80,   400000,        true",
    "100000, 0,    10000000000,   false"
  })
  void leavesMoreRoomToArrays(long unpackedMib, long arraysMib, long packed, boolean bomb) {
    assertThat(Inflated.isBomb(packed, unpackedMib << 20, arraysMib << 20)).isEqualTo(bomb);
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

    Scan scan = scan(summed(tar), "m.tar");
    assertThat(scan.verdict()).isEqualTo(Verdict.UNREADABLE);
    assertThat(scan.findings()).singleElement().asString().contains("out of range");
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

  /** Python takes the directory that ends where its end is told, wherever it is said to begin. */
  @Test
  void readsNoZipDirectoryThatIsNotWhereItSays() throws IOException {
    byte[] harmless = zip("a", new byte[0]);
    byte[] evil = zip("../x", new byte[0]);
    byte[] both = Arrays.copyOf(harmless, harmless.length + evil.length);
    System.arraycopy(evil, 0, both, harmless.length, evil.length);
    ByteBuffer end = ByteBuffer.wrap(both).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(both.length - 22 + 16, end.getInt(harmless.length - 22 + 16));
    end.putInt(both.length - 22 + 12, end.getInt(harmless.length - 22 + 12));
    byte[] trailing = Arrays.copyOf(harmless, harmless.length + 1);

    assertThat(scan(harmless, "a.zip").verdict()).isEqualTo(Verdict.CLEAN);
    assertThat(scan(both, "a.zip").verdict()).isEqualTo(Verdict.UNREADABLE);
    assertThat(scan(trailing, "a.zip").verdict()).isEqualTo(Verdict.UNREADABLE);
  }

  /** Python takes the numbers of 64 bits wherever they stand, other readers the shorter ones. */
  @Test
  void readsNoZipDirectoryOfWhichReadersDiffer() throws IOException {
    byte[] zip = zip("a", new byte[0]);
    int end = zip.length - 22;
    ByteBuffer old = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer wide = ByteBuffer.allocate(zip.length + 76).order(ByteOrder.LITTLE_ENDIAN);
    wide.put(zip, 0, end).putInt(0x06064b50).position(end + 40);
    wide.putLong(old.getInt(end + 12)).putLong(old.getInt(end + 16));
    wide.putInt(0x07064b50).putInt(0).putLong(end).putInt(1).put(zip, end, 22);
    byte[] other = wide.array().clone();
    other[end + 48]++;

    assertThat(scan(wide.array(), "a.zip").verdict()).isEqualTo(Verdict.CLEAN);
    assertThat(scan(other, "a.zip").verdict()).isEqualTo(Verdict.UNREADABLE);
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
    return join(header(name, type, link));
  }

  private static byte[] tarOf(String name, byte[] content) {
    return join(summed(withSize(header(name, '0', ""), content.length)), content);
  }

  /** An archive of these blocks, with the zeros that end it. */
  private static byte[] join(byte[]... blocks) {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    for (byte[] block : blocks) {
      archive.writeBytes(block);
    }
    archive.writeBytes(new byte[1_024]);
    return archive.toByteArray();
  }

  /** An archive of one entry, of which an extended header says something. */
  private static byte[] extended(char type, String content) {
    return join(extension(type, content), header("entry", '0', ""));
  }

  private static byte[] extension(char type, String content) {
    byte[] header = summed(withSize(header("extension", type, ""), content.length()));
    return ByteBuffer.allocate(1_024).put(header).put(latin(content)).array();
  }

  private static String record(String key, String value) {
    int rest = key.length() + value.length() + 3;
    return "%d %s=%s\n".formatted(rest + (rest < 9 ? 1 : 2), key, value);
  }

  private static byte[] header(String name, char type, String link) {
    ByteBuffer header = ByteBuffer.allocate(512);
    header.put(0, name.getBytes(StandardCharsets.UTF_8));
    header.put(156, (byte) type);
    header.put(157, link.getBytes(StandardCharsets.UTF_8));
    header.put(257, latin("ustar"));
    return summed(withSize(header.array(), 0));
  }

  private static byte[] withSize(byte[] header, int size) {
    ByteBuffer.wrap(header).put(124, latin("%011o".formatted(size)));
    return header;
  }

  private static byte[] summed(byte[] header) {
    int sum = 8 * ' ';
    for (int at = 0; at < 512; at++) {
      sum += at >= 148 && at < 156 ? 0 : header[at] & 0xff;
    }
    ByteBuffer.wrap(header).put(148, latin("%06o\0 ".formatted(sum)));
    return header;
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
