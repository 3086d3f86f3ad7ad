package org.assay.registry.artifact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assay.contracts.name.PlainTextRule;

/**
 * The path of a file within a project: segments joined by {@code /}.
 *
 * <p>It names a row, never a place on a disk: bytes lie by their digest. It is checked all the same
 * as if it did, since whoever downloads a folder writes its paths to their own disk. So there is no
 * empty, {@code .} or {@code ..} segment, no backslash, no drive letter, nothing that hides or
 * reorders what is read, and each name has one spelling (normal form C).
 *
 * @param value the path as written
 */
public record ArtifactPath(String value) implements Comparable<ArtifactPath> {

  /** The longest path, in bytes of UTF-8. */
  public static final int MAX_BYTES = 1_024;

  /** The longest segment, in bytes of UTF-8: what common file systems take. */
  public static final int MAX_SEGMENT_BYTES = 255;

  /** The most segments. */
  public static final int MAX_SEGMENTS = 32;

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

  /** By the bytes of UTF-8, as manifests and the database order paths. */
  private static final Comparator<byte[]> BY_BYTES = java.util.Arrays::compareUnsigned;

  /**
   * Takes a path as written.
   *
   * @throws IllegalArgumentException if it breaks a rule; the message says which, without the path
   */
  public ArtifactPath {
    Optional<String> fault = faultOf(value);
    if (fault.isPresent()) {
      throw new IllegalArgumentException(fault.get());
    }
  }

  /** Says what is wrong with a path, or nothing. */
  public static Optional<String> faultOf(String path) {
    if (path.isEmpty()) {
      return Optional.of("A path names at least one segment");
    }
    if (path.length() > MAX_BYTES || utf8(path).length > MAX_BYTES) {
      return Optional.of("A path has at most %d bytes of UTF-8".formatted(MAX_BYTES));
    }
    if (path.indexOf('\\') >= 0) {
      return Optional.of("A path has no backslash; segments are joined by '/'");
    }
    if (DRIVE.matcher(path).matches()) {
      return Optional.of("A path does not begin with a drive letter");
    }
    String[] segments = path.split("/", -1);
    if (segments.length > MAX_SEGMENTS) {
      return Optional.of("A path has at most %d segments".formatted(MAX_SEGMENTS));
    }
    for (String segment : segments) {
      Optional<String> fault = segmentFault(segment);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> segmentFault(String segment) {
    if (segment.isEmpty()) {
      return Optional.of("A path has no empty segment, and neither begins nor ends with '/'");
    }
    if (segment.equals(".") || segment.equals("..")) {
      return Optional.of("A path has no segment '.' or '..'");
    }
    if (utf8(segment).length > MAX_SEGMENT_BYTES) {
      return Optional.of("A segment has at most %d bytes of UTF-8".formatted(MAX_SEGMENT_BYTES));
    }
    return PlainTextRule.violationOf(segment).map(what -> "A segment of the path " + what);
  }

  /** Returns the folders that hold it, outermost first. */
  public List<String> folders() {
    List<String> folders = new ArrayList<>();
    for (int slash = value.indexOf('/'); slash >= 0; slash = value.indexOf('/', slash + 1)) {
      folders.add(value.substring(0, slash));
    }
    return folders;
  }

  /** Returns the last segment. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** Returns the path of something within this folder. */
  public ArtifactPath child(String relative) {
    return new ArtifactPath(value + "/" + relative);
  }

  /** Returns the path as seen from a folder that holds it. */
  public String within(ArtifactPath folder) {
    if (!value.startsWith(folder.value + "/")) {
      throw new IllegalArgumentException("The path is not within the folder");
    }
    return value.substring(folder.value.length() + 1);
  }

  @Override
  public int compareTo(ArtifactPath other) {
    return BY_BYTES.compare(utf8(value), utf8(other.value));
  }

  @Override
  public String toString() {
    return value;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
