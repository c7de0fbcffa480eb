package io.tierwise.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShopSettingsTest {
  private static final ShopSettings DEFAULTS = ShopSettings.withDefaults(Shops.END);

  @Test
  void defaultsAreThoseOfTheDemo() {
    assertThat(DEFAULTS.customers()).isEqualTo(5_000);
    assertThat(DEFAULTS.items()).isEqualTo(800);
    assertThat(DEFAULTS.days()).isEqualTo(180);
    assertThat(Duration.between(DEFAULTS.start(), DEFAULTS.end())).isEqualTo(Duration.ofDays(180));
  }

  @Test
  void theEndIsCutToTheMillisecond() {
    assertThat(ShopSettings.withDefaults(Instant.parse("2026-01-01T00:00:00.123456789Z")).end())
        .isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
  }

  @Test
  void sizesOutOfRangeAreNamed() {
    assertThatThrownBy(() -> DEFAULTS.withSize(0, 800, 180)).hasMessageContaining("customers");
    assertThatThrownBy(() -> DEFAULTS.withSize(10, 49, 180))
        .hasMessageContaining("items")
        .hasMessageContaining("49");
    assertThatThrownBy(() -> DEFAULTS.withSize(10, 800, 1_501)).hasMessageContaining("days");
  }

  @Test
  void ratesMustBePositive() {
    assertThatThrownBy(() -> new PurchaseRates(0.5, Double.NaN, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("alpha");
    assertThatThrownBy(() -> new PurchaseRates(0.5, 1, 1, 0)).hasMessageContaining("b must");
  }
}
