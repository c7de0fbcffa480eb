package io.tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each layer rule finds the violation that is planted for it, and fails where there is no class.
 */
class LayerRulesTest {
  private static final String PLANTED = "io.tierwise.testing.planted";
  private static final String CLUSTERING = PLANTED + ".clustering";
  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPackages(PLANTED, "smile.planted");

  static Stream<Arguments> plantedViolations() {
    return Stream.of(
        Arguments.of(LayerRules.purePackagesKnowOnlyJava(PLANTED), "KnowsSpring"),
        Arguments.of(LayerRules.contractsStayInAdapters(PLANTED), "KnowsContracts"),
        Arguments.of(LayerRules.clocksAreInjected(PLANTED), "ReadsClock"),
        Arguments.of(LayerRules.randomnessIsSeeded(PLANTED), "Unseeded"),
        Arguments.of(LayerRules.adaptersDoNotKnowEachOther(PLANTED), "WebAdapter"),
        Arguments.of(LayerRules.smileStaysAtHome(PLANTED, CLUSTERING), "UsesSmile"));
  }

  @ParameterizedTest
  @MethodSource("plantedViolations")
  void rule_findsThePlantedViolation(ArchRule rule, String culprit) {
    EvaluationResult result = rule.evaluate(CLASSES);
    assertThat(result.hasViolation()).isTrue();
    assertThat(result.getFailureReport().toString()).contains(culprit);
  }

  @Test
  void smileAtHome_isAllowed() {
    assertThat(
            LayerRules.smileStaysAtHome(PLANTED, CLUSTERING)
                .evaluate(CLASSES)
                .getFailureReport()
                .toString())
        .doesNotContain("AtHome");
  }

  @ParameterizedTest
  @MethodSource("plantedViolations")
  void rule_failsWhereItMatchesNoClass(ArchRule rule, String culprit) {
    JavaClasses none = new ClassFileImporter().importPackages("io.tierwise.nothing.here");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> rule.check(none))
        .as(culprit)
        .isInstanceOf(AssertionError.class);
  }
}
