package io.tierwise.campaign;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.tierwise.testing.LayerRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LayersTest {
  private static final String BASE = "io.tierwise.campaign";

  @TestFactory
  Stream<DynamicTest> layers() {
    JavaClasses classes = LayerRules.production(BASE);
    return LayerRules.all(BASE, BASE + ".uplift").stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
  }
}
