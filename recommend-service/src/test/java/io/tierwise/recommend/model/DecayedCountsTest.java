package io.tierwise.recommend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DecayedCountsTest {
  private static final double HALF_LIFE = 86_400;

  @Property(tries = 50, seed = "20261123")
  void counts_doNotDependOnTheOrderOfArrival(@ForAll long seed) {
    Random random = new Random(seed);
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      // Up to ten years: the landmark has to move many times.
      seconds.add(1_600_000_000L + random.nextInt(315_000_000));
    }
    long now = Collections.max(seconds);
    double expected = seconds.stream().mapToDouble(s -> Math.pow(2, -(now - s) / HALF_LIFE)).sum();
    Collections.shuffle(seconds, random);
    DecayedCounts counts = new DecayedCounts(1, HALF_LIFE);
    seconds.forEach(second -> counts.add(0, second, 1));
    assertThat(counts.at(0, now)).isCloseTo(expected, within(1e-9 * expected));
  }

  @Test
  void aCount_halvesInAHalfLife() {
    DecayedCounts counts = new DecayedCounts(1, HALF_LIFE);
    counts.add(100, 1_000_000, 8);
    assertThat(counts.at(100, 1_000_000 + 86_400)).isCloseTo(4, within(1e-12));
    assertThat(counts.at(5, 1_000_000)).isZero();
    assertThat(counts.at(5_000, 1_000_000)).isZero();
  }
}
