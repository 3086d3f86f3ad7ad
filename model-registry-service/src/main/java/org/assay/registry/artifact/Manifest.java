package org.assay.registry.artifact;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.assay.contracts.name.Digest;

/**
 * The canonical list of the files that a model consists of, whose SHA-256 is the model's digest.
 *
 * <p>It is the RFC 8785 JSON of {@code [{path, sha256, size}]}: paths relative to the model's
 * folder, sorted by their bytes of UTF-8, each digest in bare hexadecimal. So anybody with the
 * files computes the same digest without Assay.
 *
 * @param entries the files, in that order, each path once
 */
public record Manifest(List<Entry> entries) {

  /** Sorts the entries. */
  public Manifest {
    entries = entries.stream().sorted((a, b) -> a.path().compareTo(b.path())).toList();
    if (entries.stream().map(Entry::path).distinct().count() != entries.size()) {
      throw new IllegalArgumentException("A manifest names each path once");
    }
  }

  /** Returns the canonical bytes. */
  public byte[] bytes() {
    return entries.stream()
        .map(Entry::json)
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the SHA-256 of the canonical bytes. */
  public Digest digest() {
    return Digest.ofContent(bytes());
  }

  /** Returns the bytes of all files together. */
  public long size() {
    return entries.stream().mapToLong(Entry::size).sum();
  }

  /**
   * One file.
   *
   * @param path where it lies within the model's folder
   * @param digest the SHA-256 of its bytes
   * @param size how many bytes it has
   */
  public record Entry(ArtifactPath path, Digest digest, long size) {

    /**
     * RFC 8785 3.2.2.2: of what a path may hold only the quotation mark is escaped; control
     * characters and the backslash stand in no path.
     */
    private String json() {
      return "{\"path\":\"%s\",\"sha256\":\"%s\",\"size\":%d}"
          .formatted(path.value().replace("\"", "\\\""), digest.hex(), size);
    }
  }
}
