package io.tierwise.recommend.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.Item;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PriceModelTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private static Item item(String id, String brand, List<String> path, Double price) {
    BigDecimal amount = price == null ? null : BigDecimal.valueOf(price);
    return new Item(id, id, brand, path, amount, true, false, false, true, NOW);
  }

  /** ln(price) = 3 + category + brand + noise of .1; a few items without brand or category. */
  private static Catalogue shop() {
    Catalogue catalogue = new Catalogue();
    Random random = new Random(7);
    for (int i = 0; i < 600; i++) {
      int category = i % 6;
      int brand = random.nextInt(5);
      double ln = 3 + 0.4 * category + (brand - 2) * 0.3 + 0.1 * random.nextGaussian();
      boolean plain = i % 50 == 0;
      catalogue.put(
          item(
              "i" + i,
              plain ? null : "b" + brand,
              plain ? List.of() : List.of("Shop", "C" + category),
              Math.exp(ln)));
    }
    catalogue.put(item("asked", "b4", List.of("Shop", "C5"), null));
    catalogue.put(item("foreign", "unheard", List.of("Other", "New"), null));
    return catalogue;
  }

  @Test
  void estimate_findsCategoryAndBrand() {
    Catalogue catalogue = shop();
    PriceModel model = PriceModel.fit(catalogue).orElseThrow();
    assertThat(model.items()).isEqualTo(600);
    PriceModel.Estimate asked = model.estimate(catalogue.entry(catalogue.find("asked").getAsInt()));
    assertThat(Math.log(asked.price())).isCloseTo(3 + 2 + 0.6, within(0.1));
    assertThat(asked.low()).isLessThan(asked.price());
    assertThat(asked.high()).isGreaterThan(asked.price());
    // Most of the error is that of the items without brand and category.
    assertThat(model.error()).isLessThan(0.25);
    assertThat(model.plainError()).isGreaterThan(0.7);
  }

  @Test
  void estimate_ofAnythingUnheardOf_isTheMean() {
    Catalogue catalogue = shop();
    PriceModel model = PriceModel.fit(catalogue).orElseThrow();
    PriceModel.Estimate foreign =
        model.estimate(catalogue.entry(catalogue.find("foreign").getAsInt()));
    assertThat(Math.log(foreign.price())).isCloseTo(4, within(0.1));
  }

  @Test
  void fit_needsThirtyPrices() {
    Catalogue catalogue = new Catalogue();
    for (int i = 0; i < 29; i++) {
      catalogue.put(item("i" + i, "b", List.of("C"), 5.0));
      catalogue.put(item("n" + i, "b", List.of("C"), null));
    }
    assertThat(PriceModel.fit(catalogue)).isEmpty();
    catalogue.put(item("last", "b", List.of("C"), 5.0));
    assertThat(PriceModel.fit(catalogue)).isPresent();
  }
}
