package org.assay.review;

import org.assay.kit.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void holdsToTheSharedRules() {
    ArchitectureRules.check("org.assay.review");
  }
}
