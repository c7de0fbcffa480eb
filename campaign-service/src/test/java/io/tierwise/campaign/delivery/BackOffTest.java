package io.tierwise.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackOffTest {
  @Property(tries = 200, seed = "20261123")
  void waits_doubleGiveOrTakeHalf_upToTheLongest(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int attempt) {
    BackOff backOff = new BackOff(Duration.ofSeconds(2), Duration.ofHours(1), new Random(seed));
    double expected = Math.min(3_600_000, 2_000 * Math.pow(2, Math.min(attempt - 1, 40)));
    assertThat((double) backOff.after(attempt).toMillis())
        .isBetween(expected * 0.5 - 1, expected * 1.5 + 1);
  }
}
