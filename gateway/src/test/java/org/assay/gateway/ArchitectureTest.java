package org.assay.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.assay.gateway", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule FEATURES_FORM_NO_CYCLE =
      slices().matching("org.assay.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule KNOWS_OF_ASSAY_THE_CONTRACTS_ONLY =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.assay..")
                  .and(not(resideInAnyPackage("org.assay.gateway..", "org.assay.contracts.."))));

  @ArchTest
  static final ArchRule NOTHING_BLOCKS_THE_EVENT_LOOP =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.http.HttpClient");

  @ArchTest
  static final ArchRule INJECTION_IS_BY_CONSTRUCTOR =
      noFields().should().beAnnotatedWith("jakarta.inject.Inject");

  @ArchTest static final ArchRule NOTHING_PRINTS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
