package io.tierwise.benchmarks.tiering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SyntheticShopTest {
  @Test
  void shop_isTheSameForTheSameSeed_andFewBringMost() {
    SyntheticShop shop = SyntheticShop.of(20_000, 7);
    assertThat(SyntheticShop.of(20_000, 7).pence()).isEqualTo(shop.pence());

    assertThat(shop.buyers()).isBetween(17_500, 18_500);
    assertThat(shop.rfm()).hasNumberOfRows(shop.buyers());
    long[] sorted = shop.pence().clone();
    Arrays.sort(sorted);
    long all = Arrays.stream(sorted).sum();
    long best = Arrays.stream(sorted, 18_000, 20_000).sum();
    assertThat(best / (double) all).isGreaterThan(0.4);
  }
}
