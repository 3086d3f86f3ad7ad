package org.assay.review.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assay.review.publication.DraftContent.DraftRequirement;
import org.assay.review.publication.DraftContent.DraftTier;
import org.junit.jupiter.api.Test;

class PolicyTemplatesTest {

  private static DraftContent cited(String reference) {
    return new PolicyTemplates().cited(reference).orElseThrow().content();
  }

  @Test
  void demonstrateByTheDefaultPolicyWithoutWaiting() {
    DraftContent usual = cited("default/1");
    DraftContent demo = cited("demo/1");

    assertThat(demo)
        .usingRecursiveComparison()
        .ignoringFields("text", "requirements", "tiers")
        .isEqualTo(usual);
    assertThat(demo.tiers())
        .usingRecursiveComparison()
        .ignoringFields("stepUp")
        .isEqualTo(usual.tiers());
    assertThat(usual.tiers()).last().extracting(DraftTier::stepUp).isNotNull();
    assertThat(demo.tiers()).extracting(DraftTier::stepUp).containsOnlyNulls();
    assertThat(demo.text()).contains("without a second sign-in");
    assertThat(demo.text()).startsWith("For demonstrations only: ");
    assertThat(others(demo)).isEqualTo(others(usual));
    assertThat(usual.requirements()).extracting(DraftRequirement::id).contains("shadow-run");
    assertThat(demo.requirements())
        .extracting(DraftRequirement::id)
        .doesNotContain("shadow-run")
        .contains("high-risk-controls");
  }

  /** What a demonstration has as it is. */
  private static List<DraftRequirement> others(DraftContent content) {
    List<DraftRequirement> requirements = content.requirements();
    return requirements == null
        ? List.of()
        : requirements.stream()
            .filter(one -> !List.of("shadow-run", "high-risk-controls").contains(one.id()))
            .toList();
  }
}
