package io.tierwise.profile.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.profile.Events;
import io.tierwise.profile.adapter.contract.BehaviorEventFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrafficRulesTest {
  private static final TrafficRules RULES =
      new TrafficRules(10, 100, List.of("Bot/"), List.of("test"), List.of("shop.test"));

  private static @Nullable String ruleOf(Events event) {
    Suspicion suspicion = RULES.of(new BehaviorEventFormat().read(event.json()));
    return suspicion == null ? null : suspicion.rule();
  }

  @Test
  void userAgent_isFoundInAnyCase() {
    assertThat(ruleOf(Events.viewed("m").user("u").by("web", "GB", "GoogleBOT/2.1")))
        .isEqualTo(TrafficRules.USER_AGENT);
    assertThat(ruleOf(Events.viewed("m").user("u").by("web", "GB", "Cubot phone"))).isNull();
    assertThat(ruleOf(Events.viewed("m").user("u"))).isNull();
  }

  @Test
  void tests_areToldByTraitOrDomain() {
    assertThat(ruleOf(Events.identify("m", "u", null).traits(Map.of("test", true))))
        .isEqualTo(TrafficRules.TRAIT);
    assertThat(ruleOf(Events.identify("m", "u", null).traits(Map.of("test", "true")))).isNull();
    assertThat(ruleOf(Events.identify("m", "u", null).traits(Map.of("email", "a@QA.shop.test"))))
        .isEqualTo(TrafficRules.DOMAIN);
    assertThat(ruleOf(Events.identify("m", "u", null).traits(Map.of("email", "a@workshop.test"))))
        .isNull();
  }

  @Test
  void rateThatSuspectsEveryone_isRefused() {
    assertThatThrownBy(() -> new TrafficRules(0, 1, List.of(), List.of(), List.of()))
        .hasMessageContaining("0");
  }
}
