package io.tierwise.segmentation;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.tierwise.testing.LayerRules;
import org.junit.jupiter.api.Test;

/** The layers of this service; each rule is proved by a planted violation in service-testing. */
class LayersTest {
  private static final String BASE = "io.tierwise.segmentation";

  @Test
  void layers_areKept() {
    JavaClasses production = LayerRules.production(BASE);
    LayerRules.all(BASE, BASE + ".clustering", BASE + ".propensity")
        .forEach(rule -> rule.check(production));
  }
}
