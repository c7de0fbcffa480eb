package io.tierwise.launcher.importing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
  @Test
  void firstReasons_areAFewOfEachKind_mostFrequentKindFirst() {
    Tally tally = new Tally();
    tally.rejected(7, "no-user", "$: neither userId nor anonymousId");
    for (int line = 1; line <= 4; line++) {
      tally.skipped(line, "malformed", "2 fields instead of 4 or 5");
    }

    assertThat(tally.firstReasons())
        .containsExactly(
            "malformed, line 1: 2 fields instead of 4 or 5",
            "malformed, line 2: 2 fields instead of 4 or 5",
            "no-user, line 7: $: neither userId nor anonymousId");
  }
}
