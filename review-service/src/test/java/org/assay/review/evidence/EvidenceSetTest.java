package org.assay.review.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.assay.review.evidence.EvidenceSet.Entry;
import org.junit.jupiter.api.Test;

class EvidenceSetTest {

  private static final Entry ONE =
      new Entry(
          UUID.fromString("01900000-0000-7000-8000-000000000001"), "sha256:" + "ab".repeat(32));
  private static final Entry TWO =
      new Entry(
          UUID.fromString("01900000-0000-7000-8000-000000000002"), "sha256:" + "cd".repeat(32));

  @Test
  void isTheHashOfItsSortedLines() {
    // printf '%s\n' "01900000-...1 sha256:abab..." "01900000-...2 sha256:cdcd..." | sha256sum
    assertThat(new EvidenceSet(List.of(ONE, TWO)).digest())
        .isEqualTo("sha256:0ae971216daed198a978203a2278fffb0dcaabc693f94b379e88e1cbe8a35238");
  }

  @Test
  void doesNotDependOnTheOrder() {
    assertThat(new EvidenceSet(List.of(TWO, ONE)).digest())
        .isEqualTo(new EvidenceSet(List.of(ONE, TWO)).digest());
  }

  @Test
  void isTheHashOfNothingWithoutEvidence() {
    assertThat(EvidenceSet.EMPTY)
        .isEqualTo("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void changesWithTheRecordAlsoForTheSameBytes() {
    assertThat(new EvidenceSet(List.of(new Entry(TWO.id(), ONE.digest()))).digest())
        .isNotEqualTo(new EvidenceSet(List.of(ONE)).digest());
  }
}
