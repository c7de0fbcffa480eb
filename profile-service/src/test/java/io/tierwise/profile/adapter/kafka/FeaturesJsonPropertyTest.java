package io.tierwise.profile.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.profile.ProfileFeatures;
import io.tierwise.profile.Events;
import io.tierwise.profile.adapter.contract.BehaviorEventFormat;
import io.tierwise.profile.fold.Formula;
import io.tierwise.profile.fold.HalfLife;
import io.tierwise.profile.fold.PriceBands;
import io.tierwise.profile.fold.ProfileState;
import io.tierwise.profile.fold.RandomEvents;
import io.tierwise.profile.history.StoredProfile;
import io.tierwise.profile.order.OrderTotals;
import io.tierwise.profile.publication.ProfileFacts;
import io.tierwise.profile.sentiment.Lexicon;
import io.tierwise.profile.sentiment.Sentiment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is written by hand says what the contract's own mapper would say. */
class FeaturesJsonPropertyTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");
  private static final Formula FORMULA =
      Formula.of(
          new HalfLife(Duration.ofDays(30)),
          new PriceBands(List.of(new BigDecimal("10"))),
          Duration.ofMinutes(30),
          new Sentiment(Lexicon.own()));

  @Property(tries = 300, seed = "20261123")
  void json_isThatOfTheMapper(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int events) {
    Random random = new Random(seed);
    ProfileState state = new ProfileState();
    BehaviorEventFormat format = new BehaviorEventFormat();
    Map<String, Object> traits = Map.of("näme", "\"Zoë\"\n", "list", List.of(1, Map.of("b", true)));
    state.fold(format.read(Events.identify("m", "ü\"1", null).traits(traits).json()), FORMULA);
    for (int i = 0; i < events; i++) {
      state.fold(format.read(RandomEvents.next(random, "ü\"1", "m" + i).json()), FORMULA);
    }
    ProfileFacts facts =
        ProfileFacts.of(
            new StoredProfile("ü\"1", null, 7, "f", state, 3, 12_345_678, orders(random)),
            random.nextBoolean() ? List.of() : List.of("anon:a", "anon:b"));
    assertThat(facts).isNotNull();
    assertThat(ContractJson.read(FeaturesJson.of(facts, NOW), Map.class))
        .isEqualTo(ContractJson.read(ContractJson.write(features(facts, NOW)), Map.class));
  }

  private static OrderTotals orders(Random random) {
    int orders = random.nextInt(4);
    return orders == 0
        ? OrderTotals.NONE
        : new OrderTotals(
            orders,
            NOW.minusSeconds(random.nextInt(10_000_000)),
            NOW,
            new BigDecimal("1E+3"),
            BigDecimal.valueOf(random.nextInt(100_000), 4),
            orders + 1,
            random.nextInt(2),
            random.nextInt(2));
  }

  private static ProfileFeatures features(ProfileFacts facts, Instant asOf) {
    return new ProfileFeatures(
        ProfileFeatures.SCHEMA,
        facts.userKey(),
        facts.identified(),
        facts.mergedKeys(),
        asOf,
        facts.firstSeenAt(),
        facts.lastSeenAt(),
        facts.eventCounts(),
        facts.orders().orders(),
        facts.orders().firstOrderAt(),
        facts.orders().lastOrderAt(),
        facts.orders().gross(),
        facts.orders().refunds(),
        facts.orders().net(),
        facts.orders().averageOrderValue(),
        facts.sessions(),
        facts.browseSeconds(),
        facts.activeDays(),
        facts.categoryAffinity().size(),
        facts.categoryAffinity(),
        facts.brandAffinity(),
        facts.priceBandAffinity(),
        facts.hoursOfWeek(),
        List.copyOf(facts.devices().keySet()),
        List.copyOf(facts.channels().keySet()),
        facts.country(),
        facts.locale(),
        facts.timezone(),
        facts.consent(),
        facts.traits(),
        FeatureSignals.of(facts));
  }
}
