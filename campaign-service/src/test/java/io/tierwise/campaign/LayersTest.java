package io.tierwise.campaign;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.tierwise.testing.LayerRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LayersTest {
  @TestFactory
  Stream<DynamicTest> layers() {
    JavaClasses classes = LayerRules.production("io.tierwise.campaign");
    return LayerRules.all("io.tierwise.campaign").stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
  }
}
