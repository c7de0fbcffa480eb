package io.tierwise.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.tierwise.ingest.planted.KnowsSpring;
import io.tierwise.testing.LayerRules;
import org.junit.jupiter.api.Test;

/** The service is flat; what has to be pure in it is the validation. */
class LayersTest {
  private static final String BASE = "io.tierwise.ingest";

  private static ArchRule isPlain(String validation) {
    return classes()
        .that()
        .resideInAPackage(validation)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations",
            "io.tierwise.contracts..",
            "tools.jackson.core..",
            validation)
        .as("the validation knows Java, the contracts and the JSON parser");
  }

  @Test
  void validation_isPlainJava() {
    isPlain(BASE + ".validation").check(LayerRules.production(BASE));
  }

  @Test
  void plainness_isBrokenByPlantedSpring() {
    assertThat(
            isPlain(BASE + ".planted")
                .evaluate(new ClassFileImporter().importClasses(KnowsSpring.class))
                .hasViolation())
        .isTrue();
  }

  @Test
  void timeAndChance_areInjected() {
    LayerRules.clocksAreInjected(BASE).check(LayerRules.production(BASE));
    LayerRules.randomnessIsSeeded(BASE).check(LayerRules.production(BASE));
  }
}
