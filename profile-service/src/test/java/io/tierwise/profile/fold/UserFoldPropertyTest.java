package io.tierwise.profile.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.adapter.contract.BehaviorEventFormat;
import io.tierwise.profile.event.Touch;
import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.order.CustomerOrder;
import io.tierwise.profile.sentiment.Lexicon;
import io.tierwise.profile.sentiment.Sentiment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class UserFoldPropertyTest {
  private static final Formula FORMULA =
      Formula.of(
          new HalfLife(Duration.ofDays(30)),
          new PriceBands(List.of(new BigDecimal("10"), new BigDecimal("25"))),
          Duration.ofMinutes(30),
          new Sentiment(Lexicon.own()));
  private static final BehaviorEventFormat FORMAT = new BehaviorEventFormat();

  private static UserFold fold(ProfileState state, List<UserEvent> events) {
    UserFold fold = new UserFold(state, FORMULA);
    events.forEach(fold::add);
    return fold;
  }

  private static UserFold fold(Events... events) {
    List<UserEvent> read = new ArrayList<>();
    for (Events event : events) {
      read.add(FORMAT.read(event.json()));
    }
    return fold(new ProfileState(), read);
  }

  /** Everything that a state shows, in a form that can be compared. */
  private static List<Object> shown(ProfileState state) {
    ProfileState.Snapshot s = state.snapshot();
    return List.of(
        Optional.ofNullable(s.firstSeenAt()),
        Optional.ofNullable(s.lastSeenAt()),
        s.events(),
        s.counts().counts(),
        s.hours().counts(),
        s.days().blocks(),
        s.traits(),
        s.consent(),
        Optional.ofNullable(s.country()),
        Optional.ofNullable(s.locale()),
        s.devices().counts(),
        s.channels().counts(),
        s.countries().counts(),
        s.regions().counts(),
        Optional.ofNullable(s.firstTouch()),
        Optional.ofNullable(s.lastTouch()),
        s.reviews(),
        s.category().sums(),
        s.categoryPath().sums(),
        s.brand().sums(),
        s.priceBand().sums());
  }

  @Property(tries = 200, seed = "20261123")
  void state_dependsNeitherOnOrderNorOnPolls(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int size) {
    List<UserEvent> events = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      events.add(FORMAT.read(RandomEvents.next(random, "u", "m" + i).json()));
    }
    UserFold whole = fold(new ProfileState(), events);
    Collections.shuffle(events, random);
    int cut = random.nextInt(size + 1);
    UserFold first = fold(new ProfileState(), events.subList(0, cut));
    UserFold second = fold(first.state(), events.subList(cut, size));
    assertThat(shown(second.state())).isEqualTo(shown(whole.state()));
    assertThat(merged(first.orders(), second.orders())).isEqualTo(whole.orders());
  }

  private static Map<String, CustomerOrder> merged(
      Map<String, CustomerOrder> some, Map<String, CustomerOrder> others) {
    Map<String, CustomerOrder> all = new TreeMap<>(some);
    others.forEach((id, order) -> all.merge(id, order, CustomerOrder::merge));
    return all;
  }

  @Property(tries = 50, seed = "20261123")
  void customNames_areBounded_andTheBoundDoesNotDependOnOrder(@ForAll Random random) {
    List<UserEvent> events = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      String name = "Custom " + random.nextInt(500);
      events.add(FORMAT.read(Events.track("m" + i, name).user("u").json()));
    }
    ProfileState whole = fold(new ProfileState(), events).state();
    Collections.shuffle(events, random);
    assertThat(shown(fold(new ProfileState(), events).state())).isEqualTo(shown(whole));
    assertThat(whole.snapshot().counts().counts()).hasSizeLessThanOrEqualTo(Bounds.NAMES);
  }

  @Example
  void stepsOfTheFunnel_areCounted_howeverManyNamesThereAre() {
    List<UserEvent> events = new ArrayList<>();
    events.add(FORMAT.read(Events.viewed("v").user("u").json()));
    for (int i = 0; i < 500; i++) {
      events.add(FORMAT.read(Events.track("m" + i, "A" + i).user("u").json()));
    }
    events.add(FORMAT.read(Events.ordered("o", "o", "1").user("u").json()));
    assertThat(
            FunnelCounts.of(fold(new ProfileState(), events).state().snapshot().counts().counts()))
        .isEqualTo(new FunnelCounts(1, 0, 0, 1));
  }

  @Example
  void touches_areTheFirstAndTheLastByTime_notByArrival() {
    ProfileState.Snapshot state =
        fold(
                Events.clickedPromotion("m2", "summer").user("u").minute(2),
                Events.viewed("m3").user("u").from("England", null, "google").minute(3),
                Events.viewed("m4").user("u").minute(4),
                Events.viewed("m1").user("u").from("Wales", "spring", "mail").minute(1))
            .state()
            .snapshot();
    assertThat(Objects.requireNonNull(state.firstTouch()).value())
        .isEqualTo(new Touch("spring", "mail", null, false));
    assertThat(Objects.requireNonNull(state.lastTouch()).value())
        .isEqualTo(new Touch(null, "google", null, false));
    assertThat(state.regions().counts()).isEqualTo(Map.of("GB > England", 1L, "GB > Wales", 1L));
    assertThat(state.countries().counts()).isEqualTo(Map.of("GB", 2L));
    ProfileState.Snapshot clicked =
        fold(Events.clickedPromotion("m2", "summer").user("u")).state().snapshot();
    assertThat(Objects.requireNonNull(clicked.lastTouch()).value())
        .isEqualTo(new Touch("summer", null, "home", true));
  }

  @Example
  void reviews_areAveraged_ratingsThatAreNoneLeftOut() {
    Reviews reviews =
        fold(
                Events.reviewed("m1", 4.5, "I love it").user("u"),
                Events.reviewed("m2", 9.0, "On Monday").user("u"),
                Events.reviewed("m3", 2.0, null).user("u"))
            .state()
            .snapshot()
            .reviews();
    assertThat(reviews.reviews()).isEqualTo(3);
    assertThat(reviews.averageRating()).isEqualTo(3.25);
    // love is 3: 3 / sqrt(9 + 15)
    assertThat(reviews.averageSentiment()).isEqualTo(0.612);
  }

  @Example
  void weights_followTheAction() {
    UserFold fold =
        fold(
            Events.viewed("m1").user("u"),
            Events.ordered("m2", "o", "9")
                .user("u")
                .products(Events.product("p2", "Kitchen", "Best", "9")));
    assertThat(fold.state().snapshot().category().shares())
        .containsExactly(Map.entry("Kitchen", 5 / 6.0), Map.entry("Garden", 1 / 6.0));
    assertThat(fold.state().snapshot().priceBand().shares()).containsOnlyKeys("0-10", "10-25");
    assertThat(fold.state().snapshot().categoryPath().shares())
        .containsOnlyKeys("Garden > All", "Kitchen > All");
  }

  @Example
  void latestTraitWins_byTimeOfOccurrence() {
    UserFold fold =
        fold(
            Events.identify("m2", "u", null)
                .minute(2)
                .traits(Map.of("name", "New", "consent", Map.of("email", false))),
            Events.identify("m1", "u", null)
                .minute(1)
                .traits(Map.of("name", "Old", "age", 7, "email_opt_in", true, "smsOptIn", true)));
    ProfileState.Snapshot state = fold.state().snapshot();
    assertThat(state.traits().get("name").value()).contains("New");
    assertThat(state.traits().get("age").value()).contains(7);
    assertThat(state.consent().get("email").value()).isFalse();
    assertThat(state.consent().get("sms").value()).isTrue();
  }

  @Example
  void hoursAndDays_areUtc() {
    ProfileState.Snapshot state =
        fold(
                Events.viewed("m1").user("u").at(Instant.parse("2026-03-02T00:59:59Z")),
                Events.viewed("m2").user("u").at(Instant.parse("2026-03-08T23:00:00Z")),
                Events.viewed("m3").user("u").at(Instant.parse("1969-12-31T23:59:59Z")))
            .state()
            .snapshot();
    assertThat(state.hours().counts()).isEqualTo(Map.of(0, 1, 167, 1, 2 * 24 + 23, 1));
    assertThat(state.days().count()).isEqualTo(3);
  }
}
