package io.tierwise.recommend.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.feedback.Touches.VariantClicks;
import io.tierwise.recommend.placement.Placement.Selection;
import io.tierwise.recommend.placement.Placement.Variant;
import io.tierwise.recommend.serving.Filters;
import io.tierwise.recommend.serving.RankingRules;
import io.tierwise.recommend.serving.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChooseVariantTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final int USERS = 20_000;

  private static Placement placement(String name, Selection selection) {
    return new Placement(
        name,
        "",
        List.of(
            new Variant("a", 1, List.of(Strategy.ITEM_KNN)),
            new Variant("b", 3, List.of(Strategy.POPULARITY))),
        selection,
        10,
        Filters.NONE,
        RankingRules.NONE,
        1,
        NOW);
  }

  private static double shareOfB(Placement placement, List<VariantClicks> clicks) {
    int b = 0;
    for (int user = 0; user < USERS; user++) {
      b += ChooseVariant.of(placement, "u" + user, NOW, clicks).name().equals("b") ? 1 : 0;
    }
    return (double) b / USERS;
  }

  @Test
  void byShare_usersFallInTheirShares_andStay() {
    Placement placement = placement("home", Selection.SHARES);
    assertThat(shareOfB(placement, List.of())).isCloseTo(0.75, within(0.015));
    for (int user = 0; user < 100; user++) {
      assertThat(ChooseVariant.of(placement, "u" + user, NOW, List.of()))
          .isEqualTo(
              ChooseVariant.of(placement, "u" + user, NOW.plus(Duration.ofDays(400)), List.of()));
    }
  }

  @Test
  void byShare_placementsAreIndependentOfEachOther() {
    int both = 0;
    for (int user = 0; user < USERS; user++) {
      both +=
          ChooseVariant.of(placement("home", Selection.SHARES), "u" + user, NOW, List.of())
                      .name()
                      .equals("b")
                  && ChooseVariant.of(
                          placement("cart", Selection.SHARES), "u" + user, NOW, List.of())
                      .name()
                      .equals("b")
              ? 1
              : 0;
    }
    assertThat((double) both / USERS).isCloseTo(0.75 * 0.75, within(0.015));
  }

  @Test
  void thompson_startsEven_andGoesToWhatIsClicked() {
    Placement placement = placement("home", Selection.THOMPSON);
    assertThat(shareOfB(placement, List.of())).isCloseTo(0.5, within(0.02));
    assertThat(
            shareOfB(
                placement,
                List.of(new VariantClicks("a", 1_000, 30), new VariantClicks("b", 1_000, 80))))
        .isGreaterThan(0.999);
    // 5 of 100 against 8 of 100: the better one is likely, not certain.
    assertThat(
            shareOfB(
                placement, List.of(new VariantClicks("a", 100, 5), new VariantClicks("b", 100, 8))))
        .isBetween(0.7, 0.9);
  }
}
