package org.assay.kit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.assay.kit.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRulesTest {

  private static final JavaClasses BAD =
      new ClassFileImporter().importPackages("org.assay.kit.architecture.bad");

  private static final JavaClasses KIT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.assay.kit");

  static Stream<ArchRule> rulesOfAClass() {
    return ArchitectureRules.all("org.assay.kit.architecture.bad").stream().skip(1);
  }

  @ParameterizedTest
  @MethodSource("rulesOfAClass")
  void findsWhatBreaksTheRule(ArchRule rule) {
    assertThat(rule.evaluate(BAD).hasViolation()).as(rule.getDescription()).isTrue();
  }

  @Test
  void findsACycleOfFeatures() {
    assertThat(
            ArchitectureRules.featuresFormNoCycle("org.assay.kit")
                .evaluate(
                    new ClassFileImporter()
                        .importPackages("org.assay.kit.architecture", "org.assay.kit.testing"))
                .hasViolation())
        .isFalse();
    assertThat(
            ArchitectureRules.featuresFormNoCycle("java.util")
                .evaluate(new ClassFileImporter().importPackages("java.util"))
                .hasViolation())
        .isTrue();
  }

  static Stream<ArchRule> rulesOfTheKit() {
    return Stream.of(
        ArchitectureRules.featuresFormNoCycle("org.assay.kit"),
        ArchitectureRules.timeComesFromAClock(),
        ArchitectureRules.nothingPrints(),
        ArchitectureRules.dependenciesComeByConstructor(),
        ArchitectureRules.packagesAreNullMarked(),
        ArchitectureRules.viewsAreRecords());
  }

  @ParameterizedTest
  @MethodSource("rulesOfTheKit")
  void holdsForTheKitItself(ArchRule rule) {
    rule.check(KIT);
  }
}
