package io.tierwise.profile.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.adapter.contract.BehaviorEventFormat;
import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.fold.Formula;
import io.tierwise.profile.fold.HalfLife;
import io.tierwise.profile.fold.PriceBands;
import io.tierwise.profile.fold.ProfileState;
import io.tierwise.profile.fold.RandomEvents;
import io.tierwise.profile.sentiment.Lexicon;
import io.tierwise.profile.sentiment.Sentiment;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ProfileStateFormatPropertyTest {
  private static final Formula FORMULA =
      Formula.of(
          new HalfLife(Duration.ofDays(30)),
          new PriceBands(List.of(new BigDecimal("10"))),
          Duration.ofMinutes(30),
          new Sentiment(Lexicon.own()));
  private final ProfileStateFormat format = new ProfileStateFormat();

  private static ProfileState fold(ProfileState state, List<UserEvent> events) {
    events.forEach(event -> state.fold(event, FORMULA));
    return state;
  }

  private static UserEvent event(Events event) {
    return new BehaviorEventFormat().read(event.json());
  }

  private ProfileState storedAndRead(ProfileState state) {
    ProfileState.Snapshot parts = state.snapshot();
    return format.read(format.write(parts), parts.firstSeenAt(), parts.lastSeenAt());
  }

  @Property(tries = 200, seed = "20261123")
  void stateThatWasStored_foldsOnAsIfItHadNotBeen(
      @ForAll long seed,
      @ForAll @IntRange(max = 60) int before,
      @ForAll @IntRange(max = 20) int after) {
    Random random = new Random(seed);
    List<UserEvent> events = new ArrayList<>();
    for (int i = 0; i < before + after; i++) {
      events.add(event(RandomEvents.next(random, "u", "m" + i)));
    }
    ProfileState whole = fold(new ProfileState(), events);
    ProfileState stored = storedAndRead(fold(new ProfileState(), events.subList(0, before)));
    fold(stored, events.subList(before, events.size()));
    assertThat(format.write(stored.snapshot())).isEqualTo(format.write(whole.snapshot()));
    assertThat(stored.snapshot().firstSeenAt()).isEqualTo(whole.snapshot().firstSeenAt());
  }

  @Example
  void traits_keepTheirJson() {
    Map<String, Object> traits =
        Map.of(
            "text",
            "Zoë {\"a\":1}",
            "number",
            new BigDecimal("12345678901234567890.125"),
            "yes",
            true,
            "list",
            List.of(1, "two", Map.of("three", 3)));
    ProfileState state =
        fold(new ProfileState(), List.of(event(Events.identify("m1", "u", null).traits(traits))));
    assertThat(storedAndRead(state).snapshot().traits()).isEqualTo(state.snapshot().traits());
    assertThat(storedAndRead(state).snapshot().traits()).containsKeys("text", "number", "list");
  }

  @Example
  void otherFormat_readsAsEmpty() {
    byte[] json = "{\"events\":7}".getBytes(StandardCharsets.UTF_8);
    assertThat(format.read(json, null, null).snapshot().events()).isZero();
  }
}
