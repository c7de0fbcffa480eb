package io.tierwise.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The layers of a service: pure packages in the middle, adapters around them, Spring at the edge.
 * Every rule fails where it matches no class, and is proved by a violation planted in this module's
 * tests.
 */
public final class LayerRules {
  /** Modules of ours that are as pure as Java itself. */
  private static final Set<String> PURE_MODULES =
      Set.of("io.tierwise.charts", "io.tierwise.statistics");

  private static final DescribedPredicate<JavaClass> SPRING_WIRING =
      JavaClass.Predicates.simpleNameEndingWith("Application")
          .or(JavaClass.Predicates.simpleNameEndingWith("Configuration"))
          .or(JavaClass.Predicates.simpleNameEndingWith("Properties"))
          .as("Spring wiring");

  /** Production classes below a package, tests left out. */
  public static JavaClasses production(String basePackage) {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(basePackage);
  }

  /**
   * @param smilePackages full names of the packages that may use Smile
   */
  public static List<ArchRule> all(String basePackage, String... smilePackages) {
    List<ArchRule> rules = new ArrayList<>();
    rules.add(purePackagesKnowOnlyJava(basePackage, smilePackages));
    rules.add(adaptersDoNotKnowEachOther(basePackage));
    rules.add(contractsStayInAdapters(basePackage));
    rules.add(clocksAreInjected(basePackage));
    rules.add(randomnessIsSeeded(basePackage));
    if (smilePackages.length > 0) {
      rules.add(smileStaysAtHome(basePackage, smilePackages));
    }
    return rules;
  }

  public static ArchRule smileStaysAtHome(String basePackage, String... smilePackages) {
    return noClasses()
        .that()
        .resideInAPackage(basePackage + "..")
        .and()
        .resideOutsideOfPackages(smilePackages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("smile..")
        .as("Smile is seen by its own packages only");
  }

  public static ArchRule purePackagesKnowOnlyJava(String basePackage, String... smilePackages) {
    return noClasses()
        .that(arePure(basePackage))
        .should()
        .dependOnClassesThat(areForeign(basePackage, smilePackages))
        .as("pure packages know only Java" + (smilePackages.length > 0 ? " and Smile" : ""));
  }

  /** The packages adapter.kafka, adapter.postgres, adapter.web, ... are slices without edges. */
  public static ArchRule adaptersDoNotKnowEachOther(String basePackage) {
    return slices()
        .matching(basePackage + ".adapter.(*)..")
        .should()
        .notDependOnEachOther()
        .as("adapters do not know each other");
  }

  public static ArchRule contractsStayInAdapters(String basePackage) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(basePackage + ".adapter..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tierwise.contracts..")
        .as("contracts are seen by adapters only");
  }

  public static ArchRule clocksAreInjected(String basePackage) {
    return noClasses()
        .that()
        .resideInAPackage(basePackage + "..")
        .should()
        .callCodeUnitWhere(
            DescribedPredicate.describe(
                "reads the system clock", call -> readsClock(call.getTarget().getFullName())))
        .as("the time comes from an injected clock");
  }

  public static ArchRule randomnessIsSeeded(String basePackage) {
    return classes()
        .that()
        .resideInAPackage(basePackage + "..")
        .should(
            new ArchCondition<JavaClass>("seed what is random") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                type.getCodeUnits().stream()
                    .map(JavaCodeUnit::getCallsFromSelf)
                    .flatMap(Set::stream)
                    .filter(call -> isUnseeded(call.getTarget().getFullName()))
                    .forEach(
                        call ->
                            events.add(SimpleConditionEvent.violated(type, call.getDescription())));
              }
            })
        .as("randomness has a seed");
  }

  private static boolean readsClock(String target) {
    return target.startsWith("java.lang.System.currentTimeMillis(")
        || target.matches("java\\.time\\.\\w+\\.now\\(\\)")
        || target.matches("java\\.time\\.\\w+\\.now\\(java\\.time\\.ZoneId\\)")
        || target.startsWith("java.time.Clock.system")
        || target.equals("java.util.Date.<init>()");
  }

  private static boolean isUnseeded(String target) {
    return target.equals("java.util.Random.<init>()")
        || target.equals("java.util.SplittableRandom.<init>()")
        || target.equals("java.lang.Math.random()")
        || target.startsWith("java.util.concurrent.ThreadLocalRandom.current(");
  }

  private static DescribedPredicate<JavaClass> arePure(String basePackage) {
    return JavaClass.Predicates.resideInAPackage(basePackage + "..")
        .and(
            DescribedPredicate.not(
                JavaClass.Predicates.resideInAPackage(basePackage + ".adapter..")))
        .and(DescribedPredicate.not(SPRING_WIRING))
        .and(
            DescribedPredicate.describe(
                "are no generated or package-info classes",
                type -> !type.getSimpleName().equals("package-info")))
        .as("pure classes");
  }

  private static DescribedPredicate<JavaClass> areForeign(
      String basePackage, String... smilePackages) {
    return DescribedPredicate.describe(
        "are foreign",
        type -> {
          String name = type.getPackageName();
          boolean smile = smilePackages.length > 0 && name.startsWith("smile.");
          return !(name.startsWith("java.")
              || name.equals("java")
              || name.startsWith("jdk.incubator.vector") // Arithmetic, and the JDK's own.
              || name.isEmpty()
              || type.isPrimitive()
              || name.startsWith("org.jspecify.annotations")
              || name.equals(basePackage)
              || name.startsWith(basePackage + ".")
              || PURE_MODULES.contains(name)
              || smile);
        });
  }

  private LayerRules() {}
}
