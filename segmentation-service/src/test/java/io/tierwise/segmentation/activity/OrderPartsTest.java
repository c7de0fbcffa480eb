package io.tierwise.segmentation.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.segmentation.activity.OrderParts.Line;
import io.tierwise.segmentation.activity.OrderParts.Part;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderPartsTest {
  @Test
  void shares_areByPrice() {
    assertThat(
            OrderParts.of(
                List.of(
                    new Line("garden", new BigDecimal("10"), 3),
                    new Line("kitchen", new BigDecimal("5"), 1),
                    new Line("garden", new BigDecimal("5"), 1))))
        .containsOnly(
            java.util.Map.entry("garden", new Part(0.875, 4)),
            java.util.Map.entry("kitchen", new Part(0.125, 1)));
  }

  @Test
  void aPriceMissing_letsPiecesDecide() {
    assertThat(
            OrderParts.of(
                List.of(new Line("garden", null, 3), new Line(null, new BigDecimal("5"), 1))))
        .containsOnly(
            java.util.Map.entry("garden", new Part(0.75, 3)),
            java.util.Map.entry(OrderParts.NONE, new Part(0.25, 1)));
  }

  @Test
  void noLines_areNoParts() {
    assertThat(OrderParts.of(List.of())).isEmpty();
  }
}
