package io.tierwise.recommend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoughtTogetherTest {
  private static InteractionLog orders(String... orders) {
    InteractionLog.Builder log = new InteractionLog.Builder();
    for (int order = 0; order < orders.length; order++) {
      for (String item : orders[order].split(" ")) {
        log.add(
            Interaction.of(
                "u" + order / 2, item, InteractionKind.PURCHASE, RandomLogs.START, "o" + order));
      }
    }
    return log.build();
  }

  @Test
  void rules_haveSupportConfidenceAndLift() {
    // Counted by hand: 6 orders, bread in 4, butter in 3, both in 3; jam in 2, with bread in 1.
    InteractionLog log =
        orders("bread butter", "bread butter jam", "bread butter", "bread", "jam tea", "tea");
    BoughtTogether rules = BoughtTogether.fit(log);
    List<BoughtTogether.Rule> ofBread = rules.rules(log.itemIds().indexOf("bread"));
    assertThat(ofBread).hasSize(1);
    BoughtTogether.Rule butter = ofBread.getFirst();
    assertThat(log.itemIds().get(butter.item())).isEqualTo("butter");
    assertThat(butter.support()).isCloseTo(3 / 6.0, within(1e-12));
    assertThat(butter.confidence()).isCloseTo(3 / 4.0, within(1e-12));
    assertThat(butter.lift()).isCloseTo(3 / 4.0 / (3 / 6.0), within(1e-12));
  }

  @Test
  void pairsOfOneOrder_andPairsNoMoreCommonThanChance_areNoRules() {
    InteractionLog log = orders("a b", "c d", "c d", "c e", "c e", "c f");
    BoughtTogether rules = BoughtTogether.fit(log);
    assertThat(rules.rules(log.itemIds().indexOf("a"))).isEmpty();
    // c is in 5 of 6 orders: even so, d always comes with c.
    assertThat(rules.rules(log.itemIds().indexOf("d"))).hasSize(1);
    assertThat(BoughtTogether.fit(orders("x y", "x y")).rules(0)).isEmpty();
  }

  @Test
  void aLineTwiceInAnOrder_countsOnce_andViewsDoNot() {
    InteractionLog log =
        new InteractionLog.Builder()
            .add(Interaction.of("u", "a", InteractionKind.PURCHASE, RandomLogs.START, "o1"))
            .add(Interaction.of("u", "a", InteractionKind.PURCHASE, RandomLogs.START, "o1"))
            .add(Interaction.of("u", "b", InteractionKind.PURCHASE, RandomLogs.START, "o1"))
            .add(Interaction.of("u", "c", InteractionKind.VIEW, RandomLogs.START, "o1"))
            .add(Interaction.of("v", "a", InteractionKind.PURCHASE, RandomLogs.START, "o2"))
            .add(Interaction.of("v", "b", InteractionKind.PURCHASE, RandomLogs.START, "o2"))
            .add(Interaction.of("w", "d", InteractionKind.PURCHASE, RandomLogs.START, "o3"))
            .build();
    BoughtTogether.Rule rule = BoughtTogether.fit(log).rules(0).getFirst();
    assertThat(rule.support()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(rule.confidence()).isEqualTo(1);
    assertThat(BoughtTogether.fit(log).rules(2)).isEmpty();
  }
}
