package org.assay.review;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.assay.kit.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String STATISTICS = "org.assay.review.evidence.statistics";

  @Test
  void holdsToTheSharedRules() {
    ArchitectureRules.check("org.assay.review");
  }

  /** No CDI, JPA, Jackson or HTTP: what is computed depends on nothing but its arguments. */
  @Test
  void keepsStatisticsPure() {
    classes()
        .that()
        .resideInAPackage(STATISTICS)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(STATISTICS, "java..", "org.apache.commons..", "org.jspecify..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(STATISTICS));
  }
}
