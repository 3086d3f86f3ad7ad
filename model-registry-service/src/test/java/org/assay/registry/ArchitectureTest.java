package org.assay.registry;

import org.assay.kit.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void holdsToTheSharedRules() {
    ArchitectureRules.check("org.assay.registry");
  }
}
