package io.tierwise.campaign.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureConditionTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "orders, GTE, 2, 2, true",
        "orders, GTE, 2, 1, false",
        "orders, GT, 2, 2, false",
        "orders, LT, 2.5, 2, true",
        "orders, LTE, 2, 2.000, true",
        "orders, EQ, 2, 2.0, true",
        "orders, GTE, 2, -, false",
        "orders, NE, 2, -, true",
        "country, EQ, TR, TR, true",
        "country, EQ, TR, tr, false",
        "country, EXISTS, true, -, false",
        "country, EXISTS, false, -, true",
        "identified, EQ, true, true, true",
        "traits.plan, EQ, 3, 3.0, true",
        "traits.plan, GT, 3, gold, false",
        "traits.plan, EQ, gold, gold, true",
        "categoryAffinity.Shoes, GT, 0.2, 0.3, true",
        "daysSinceLastOrder, GT, 30, 31.5, true"
      })
  void isMetBy_compares(String feature, Operator op, String value, String actual, boolean met) {
    FeatureCondition condition =
        new FeatureCondition(Feature.named(feature).orElseThrow(), op, List.of(value));
    assertThat(condition.isMetBy(actual)).isEqualTo(met);
  }

  @Test
  void isMetBy_listsContain() {
    Feature devices = Feature.named("devices").orElseThrow();
    assertThat(new FeatureCondition(devices, Operator.EQ, List.of("ios")).isMetBy("web\nios"))
        .isTrue();
    assertThat(new FeatureCondition(devices, Operator.IN, List.of("tv", "tab")).isMetBy("web\nios"))
        .isFalse();
  }

  @Test
  void condition_refusesWhatCannotBeCompared() {
    Feature orders = Feature.named("orders").orElseThrow();
    assertThatThrownBy(() -> new FeatureCondition(orders, Operator.GT, List.of("many")))
        .hasMessageContaining("compared with a number");
    assertThatThrownBy(() -> new FeatureCondition(orders, Operator.GT, List.of()))
        .hasMessageContaining("exactly one value");
    Feature country = Feature.named("country").orElseThrow();
    assertThatThrownBy(() -> new FeatureCondition(country, Operator.GT, List.of("GB")))
        .hasMessageContaining("no order");
    assertThat(Feature.named("shoeSize")).isEmpty();
    assertThat(Feature.named("consent.")).isEmpty();
  }

  @Test
  void includes_needsTierSegmentConsentAndConditions() {
    Feature orders = Feature.named("orders").orElseThrow();
    Audience audience =
        new Audience(
            Set.of("Gold"),
            Set.of("Champions"),
            List.of(new FeatureCondition(orders, Operator.GTE, List.of("2"))),
            "email");
    Member member =
        new Member("u", true, "Gold", "Champions", 10, Set.of("email"), Map.of(orders, "3"));
    assertThat(audience.includes(member)).isTrue();
    assertThat(
            audience.includes(
                new Member("u", true, null, "Champions", 10, Set.of("email"), Map.of(orders, "3"))))
        .isFalse();
    assertThat(
            audience.includes(
                new Member("u", true, "Gold", "Lost", 10, Set.of("email"), Map.of(orders, "3"))))
        .isFalse();
    assertThat(
            audience.includes(
                new Member("u", true, "Gold", "Champions", 10, Set.of(), Map.of(orders, "3"))))
        .isFalse();
    assertThat(
            audience.includes(
                new Member("u", true, "Gold", "Champions", 10, Set.of("email"), Map.of())))
        .isFalse();
    assertThat(Audience.EVERYONE.includes(Member.unknown("u", false))).isTrue();
  }
}
