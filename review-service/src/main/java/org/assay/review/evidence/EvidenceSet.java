package org.assay.review.evidence;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.contracts.name.Digest;

/**
 * The current evidence of a version: its records that none supersedes, without monitoring windows.
 *
 * <p>Its digest is the SHA-256 of one line for each record, {@code <id> <digest>} and a line feed,
 * in UTF-8 and sorted, so that the order of addition does not matter; of the empty set it is the
 * SHA-256 of nothing. Since ids are never given twice, a set never has the digest of an earlier one
 * again, also where the same bytes come back.
 *
 * @param records the records, in any order
 */
public record EvidenceSet(List<Entry> records) {

  /** The digest of a version without evidence. */
  public static final String EMPTY = new EvidenceSet(List.of()).digest();

  /** Copies the records. */
  public EvidenceSet {
    records = List.copyOf(records);
  }

  /**
   * One record.
   *
   * @param id the record
   * @param digest the exact bytes of the evidence
   */
  public record Entry(UUID id, String digest) {}

  /** Returns the digest of the set. */
  public String digest() {
    String lines =
        records.stream()
            .map(entry -> entry.id() + " " + entry.digest() + "\n")
            .sorted()
            .collect(Collectors.joining());
    return Digest.ofContent(lines.getBytes(StandardCharsets.UTF_8)).value();
  }
}
