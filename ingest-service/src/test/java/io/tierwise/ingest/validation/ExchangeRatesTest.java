package io.tierwise.ingest.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExchangeRatesTest {
  /** Under a Turkish locale a small i would become a capital with a dot. */
  @Test
  void codes_areTakenInSmallLetters() {
    assertThat(new ExchangeRates("inr", Map.of()).base()).isEqualTo("INR");
  }

  @Test
  void rates_mustBePositiveAndOneForTheBase() {
    assertThatThrownBy(() -> new ExchangeRates("GBP", Map.of("EUR", BigDecimal.ZERO)))
        .hasMessageContaining("EUR");
    assertThatThrownBy(() -> new ExchangeRates("GBP", Map.of("GBP", BigDecimal.TWO)))
        .hasMessageContaining("must be 1");
    assertThatThrownBy(() -> new ExchangeRates("pounds", Map.of())).hasMessageContaining("pounds");
  }
}
