package io.tierwise.campaign.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoneyTest {
  @Test
  void of_isExact() {
    assertThat(Money.of("0.1").plus(Money.of("0.2"))).isEqualTo(Money.of("0.3"));
    assertThat(Money.of("12.340000").toString()).isEqualTo("12.34");
    assertThat(Money.of("100").toString()).isEqualTo("100");
  }

  @Test
  void of_refusesWhatItCannotHold() {
    assertThatThrownBy(() -> Money.of("0.0000001")).hasMessageContaining("more than 6 decimals");
    assertThatThrownBy(() -> Money.of("1e13")).hasMessageContaining("is beyond");
    assertThatThrownBy(() -> Money.of("1e999999999")).hasMessageContaining("is beyond");
  }

  @Test
  void rounded_roundsHalfToEven() {
    assertThat(Money.rounded(new BigDecimal("1.0000005"))).isEqualTo(Money.of("1"));
    assertThat(Money.rounded(new BigDecimal("8911407.904"))).isEqualTo(Money.of("8911407.904"));
  }
}
