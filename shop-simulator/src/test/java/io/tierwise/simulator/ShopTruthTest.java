package io.tierwise.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.simulator.ShopEvent.Line;
import io.tierwise.simulator.ShopEvent.Order;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShopTruthTest {
  private static final ShopTruth TRUTH = Shops.DEFAULT.truth();

  @Test
  void tasteAndPreferencesAreDistributions() {
    for (CustomerTruth customer : TRUTH.customers().subList(0, 50)) {
      assertThat(customer.taste().values().stream().mapToDouble(share -> share).sum())
          .isCloseTo(1, within(1e-9));
      assertThat(
              Shops.DEFAULT.items().stream()
                  .mapToDouble(item -> TRUTH.preference(customer.customerId(), item.itemId()))
                  .sum())
          .isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void customersBuyMostlyWhatTheyLike() {
    long[] lines = new long[2];
    Shops.DEFAULT
        .events()
        .filter(event -> event.is(EventKind.ORDER_COMPLETED))
        .forEach(
            event -> {
              var taste = TRUTH.customer(String.valueOf(event.userId())).taste();
              for (Line line : ((Order) event.payload()).order().lines()) {
                lines[taste.containsKey(line.item().leaf()) ? 1 : 0]++;
              }
            });
    assertThat((double) lines[1] / (lines[0] + lines[1])).isBetween(0.65, 0.95);
  }

  @Test
  void betterValueClassesSpendMoreInFact() {
    Map<String, Long> revenue = new HashMap<>();
    Shops.DEFAULT
        .events()
        .filter(event -> event.is(EventKind.ORDER_COMPLETED))
        .forEach(
            event ->
                revenue.merge(
                    String.valueOf(event.userId()),
                    ((Order) event.payload()).order().revenuePence(),
                    Long::sum));
    Map<ValueClass, Double> mean = new EnumMap<>(ValueClass.class);
    for (ValueClass valueClass : ValueClass.values()) {
      mean.put(
          valueClass,
          TRUTH.customers().stream()
              .filter(customer -> customer.valueClass() == valueClass)
              .mapToLong(customer -> revenue.getOrDefault(customer.customerId(), 0L))
              .average()
              .orElseThrow());
    }
    assertThat(mean.get(ValueClass.TOP)).isGreaterThan(1.5 * mean.get(ValueClass.HIGH));
    assertThat(mean.get(ValueClass.HIGH)).isGreaterThan(1.5 * mean.get(ValueClass.MIDDLE));
    assertThat(mean.get(ValueClass.MIDDLE)).isGreaterThan(1.5 * mean.get(ValueClass.LOW));
    assertThat(mean.get(ValueClass.NEVER_BUYS)).isZero();
  }

  @Test
  void everyOrderVisitOfTheTruthEndsInAnOrderAndFewOthersDo() {
    Map<String, Integer> orders = new HashMap<>();
    Shops.DEFAULT
        .events()
        .filter(event -> event.is(EventKind.ORDER_COMPLETED))
        .forEach(event -> orders.merge(String.valueOf(event.userId()), 1, Integer::sum));
    int planned = 0;
    int completed = 0;
    Instant lastDay = Shops.END.minusSeconds(86_400);
    for (CustomerTruth customer : TRUTH.customers()) {
      List<Instant> visits =
          customer.orderVisits().stream().filter(at -> at.isBefore(lastDay)).toList();
      int count = orders.getOrDefault(customer.customerId(), 0);
      assertThat(count).isGreaterThanOrEqualTo(visits.size());
      planned += customer.orderVisits().size();
      completed += count;
    }
    assertThat((double) completed / planned).isBetween(0.99, 1.03);
  }

  @Test
  void whoIsNotACustomerHasNoTruth() {
    assertThat(TRUTH.knows("c-999999")).isFalse();
    assertThatThrownBy(() -> TRUTH.customer("c-999999"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("c-999999");
    assertThatThrownBy(() -> TRUTH.preference("c-000001", "nothing"))
        .hasMessageContaining("nothing");
  }
}
