package org.assay.kit.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.extensions.Extensions;
import org.jspecify.annotations.NullMarked;

/**
 * The architecture that every service holds to. A service's {@code ArchitectureTest} is one line:
 * {@code ArchitectureRules.check("org.assay.review")}.
 */
public final class ArchitectureRules {

  private static final List<String> HTTP_CLASSES =
      List.of("Resource", "Filter", "Mapper", "Client");

  private ArchitectureRules() {}

  /**
   * Checks every rule on the classes of a service.
   *
   * @param root the service's root package, whose sub-packages are its features
   * @throws AssertionError with each place that breaks a rule
   */
  public static void check(String root) {
    JavaClasses imported =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
    String broken =
        all(root).stream()
            .flatMap(
                rule ->
                    rule.evaluate(imported).getFailureReport().getDetails().stream()
                        .map(detail -> rule.getDescription() + ": " + detail))
            .collect(Collectors.joining("\n"));
    if (!broken.isEmpty()) {
      throw new AssertionError(broken);
    }
  }

  /** The rules, for a service that wants to run them one by one. */
  public static List<ArchRule> all(String root) {
    return Stream.of(
            featuresFormNoCycle(root),
            httpStaysInResources(),
            entitiesStayInside(),
            everyOperationNamesItsRoles(),
            everyOperationNamesItsPermission(),
            timeComesFromAClock(),
            nothingPrints(),
            dependenciesComeByConstructor(),
            packagesAreNullMarked(),
            viewsAreRecords())
        .map(rule -> rule.allowEmptyShould(true))
        .toList();
  }

  /** Feature packages below the root form no cycle. */
  public static ArchRule featuresFormNoCycle(String root) {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles();
  }

  /** Only resources, filters, mappers and clients know JAX-RS. */
  public static ArchRule httpStaysInResources() {
    DescribedPredicate<JavaClass> http =
        outermost(
            DescribedPredicate.describe(
                "know HTTP",
                type -> HTTP_CLASSES.stream().anyMatch(type.getSimpleName()::endsWith)));
    return noClasses()
        .that(DescribedPredicate.not(http))
        .should()
        .dependOnClassesThat(resideInAPackage("jakarta.ws.rs.."))
        .as("only *Resource, *Filter, *Mapper and *Client use jakarta.ws.rs");
  }

  /** No operation takes or returns an entity. */
  public static ArchRule entitiesStayInside() {
    return methods()
        .that(areOperations())
        .should(
            condition(
                "keep entities inside",
                method ->
                    Stream.concat(
                            Stream.of(method.getReturnType()),
                            method.getParameters().stream().map(JavaParameter::getType))
                        .map(JavaType::getAllInvolvedRawTypes)
                        .flatMap(Set::stream)
                        .noneMatch(type -> type.isAnnotatedWith(Entity.class))));
  }

  /** Every operation says which roles may call it. */
  public static ArchRule everyOperationNamesItsRoles() {
    return methods()
        .that(areOperations())
        .should(
            condition(
                "name its roles by @RolesAllowed",
                method ->
                    method.isAnnotatedWith(RolesAllowed.class)
                        || method.getOwner().isAnnotatedWith(RolesAllowed.class)
                        || method.isAnnotatedWith(PermitAll.class)));
  }

  /** Every operation states its permission as {@code x-permission}. */
  public static ArchRule everyOperationNamesItsPermission() {
    return methods()
        .that(areOperations())
        .should(condition("state its x-permission", ArchitectureRules::hasPermission));
  }

  /** Nobody asks the system what time it is. */
  public static ArchRule timeComesFromAClock() {
    return noClasses()
        .should(callMethod(Instant.class, "now"))
        .orShould(callMethod(LocalDate.class, "now"))
        .orShould(callMethod(LocalDateTime.class, "now"))
        .orShould(callMethod(OffsetDateTime.class, "now"))
        .orShould(callMethod(ZonedDateTime.class, "now"))
        .orShould(callMethod(System.class, "currentTimeMillis"))
        .as("time comes from a Clock or the database");
  }

  /** Nobody prints. */
  public static ArchRule nothingPrints() {
    return noClasses()
        .should()
        .accessFieldWhere(
            DescribedPredicate.describe(
                "System.out or System.err",
                access ->
                    access.getTargetOwner().isEquivalentTo(System.class)
                        && access.getTarget().getRawType().isEquivalentTo(PrintStream.class)))
        .as("nothing prints to System.out or System.err");
  }

  /** No field is injected. */
  public static ArchRule dependenciesComeByConstructor() {
    return noFields().should().beAnnotatedWith(Inject.class);
  }

  /** Every package says that null is the exception. */
  public static ArchRule packagesAreNullMarked() {
    return classes()
        .should(
            new ArchCondition<>("lie in a @NullMarked package") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                JavaPackage home = type.getPackage();
                boolean marked = home.isAnnotatedWith(NullMarked.class);
                events.add(
                    new SimpleConditionEvent(
                        type, marked, home.getName() + " of " + type.getName()));
              }
            });
  }

  /** What HTTP shows is a record. */
  public static ArchRule viewsAreRecords() {
    return classes().that().haveSimpleNameEndingWith("View").should().beRecords();
  }

  private static DescribedPredicate<JavaClass> outermost(DescribedPredicate<JavaClass> predicate) {
    return DescribedPredicate.describe(
        predicate.getDescription(),
        type -> {
          JavaClass outer = type;
          while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
          }
          return predicate.test(outer);
        });
  }

  private static DescribedPredicate<JavaMethod> areOperations() {
    return DescribedPredicate.describe(
        "are HTTP operations",
        // A REST client is an interface with the same annotations; the far side guards it.
        method ->
            !method.getOwner().isInterface()
                && Stream.of(
                        GET.class, POST.class, PUT.class, PATCH.class, DELETE.class, HEAD.class)
                    .anyMatch(method::isAnnotatedWith));
  }

  private static boolean hasPermission(JavaMethod method) {
    Stream<Extension> single = method.tryGetAnnotationOfType(Extension.class).stream();
    Stream<Extension> many =
        method.tryGetAnnotationOfType(Extensions.class).stream()
            .flatMap(extensions -> Arrays.stream(extensions.value()));
    return Stream.concat(single, many)
        .anyMatch(
            extension -> extension.name().equals("x-permission") && !extension.value().isBlank());
  }

  private static ArchCondition<JavaMethod> condition(
      String description, java.util.function.Predicate<JavaMethod> holds) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        events.add(new SimpleConditionEvent(method, holds.test(method), method.getFullName()));
      }
    };
  }
}
