package io.tierwise.segmentation.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.segmentation.customer.TieringFeature;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ProxyTest {
  /** The area is the share of pairs in which the one of the group is above, ties half. */
  @Property(tries = 40, seed = "20261123")
  void area_isThatOfAllPairs(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int values) {
    Random random = new Random(seed);
    GroupedCustomers customers = new GroupedCustomers(List.of(TieringFeature.FREQUENCY));
    double[] a = new double[50];
    double[] b = new double[70];
    for (int i = 0; i < a.length; i++) {
      a[i] = random.nextInt(values);
      customers.add(new double[] {a[i]}, 1, "A");
    }
    for (int i = 0; i < b.length; i++) {
      b[i] = random.nextInt(values) + random.nextInt(3);
      customers.add(new double[] {b[i]}, 1, "B");
    }
    double pairs = 0;
    for (double x : a) {
      for (double y : b) {
        pairs += x > y ? 1 : x == y ? 0.5 : 0;
      }
    }
    double area = pairs / a.length / b.length;

    Proxy proxy = Proxy.of(customers, 0.65).getFirst();
    assertThat(proxy.area()).isCloseTo(Math.max(area, 1 - area), within(1e-9));
    assertThat(proxy.isProxy()).isEqualTo(proxy.area() >= 0.65);
  }
}
