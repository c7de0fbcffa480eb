package io.tierwise.recommend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.interaction.InteractionLog;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NextItemTrainerTest {
  private static final NextItemTrainer.Parameters PARAMETERS =
      new NextItemTrainer.Parameters(Duration.ofMinutes(30), 2, 1, 10);

  @Test
  void whatFollows_countsByItsDistance_withinASessionOnly() {
    InteractionLog.Builder log = new InteractionLog.Builder();
    String[] items = {"a", "b", "c", "d"};
    for (int i = 0; i < items.length; i++) {
      log.add("u", items[i], (byte) 1, 60L * i + (i == 3 ? 7_200 : 0), 0, "");
    }
    ItemNeighborhood found = new NextItemTrainer(PARAMETERS).fit(log.build());
    // a is followed by b at once and by c after a step: 1 and 1/2 of 1.5 + 1.
    assertThat(found.neighbours(0)).isEqualTo(2);
    assertThat(found.neighbour(0, 0)).isEqualTo(1);
    assertThat(found.similarity(0, 0)).isCloseTo(1 / 2.5, within(1e-6));
    assertThat(found.similarity(0, 1)).isCloseTo(0.5 / 2.5, within(1e-6));
    assertThat(found.neighbours(2)).isZero();
  }
}
