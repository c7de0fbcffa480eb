package io.tierwise.recommend.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserHistoriesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  /** A store in memory that can fail and call back while it is read. */
  private static final class Store implements Interactions {
    final Map<String, UserHistory> histories = new HashMap<>();
    final Map<String, String> persons = new HashMap<>();
    Runnable whileReading = () -> {};
    boolean fails;
    int reads;

    @Override
    public Set<Long> record(List<Interaction> deeds) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, KnownHistory> histories(Collection<String> userIds) {
      reads++;
      if (fails) {
        throw new HistoriesUnavailable(null);
      }
      Map<String, KnownHistory> found = new HashMap<>();
      for (String id : userIds) {
        String person = persons.getOrDefault(id, id);
        found.put(id, new KnownHistory(person, histories.getOrDefault(person, UserHistory.EMPTY)));
      }
      whileReading.run();
      return found;
    }
  }

  private final Store store = new Store();
  private final UserHistories histories =
      new UserHistories(
          store,
          Integer::parseInt,
          new UserHistories.Limits(3, 1_000, 50, Duration.ofMinutes(5), Duration.ofSeconds(5)),
          Clock.fixed(NOW, ZoneOffset.UTC));

  private static Interaction view(String user, String item) {
    return Interaction.of(user, item, InteractionKind.VIEW, NOW, "message-" + item);
  }

  @Test
  void aDeed_changesAHeldHistory_withoutReadingAgain() {
    assertThat(histories.of("u").isEmpty()).isTrue();
    histories.apply(List.of(view("u", "7")), Map.of());
    assertThat(histories.of("u").item(0)).isEqualTo(7);
    assertThat(store.reads).isEqualTo(1);
  }

  @Test
  void aDeedThatArrivesWhileTheStoreIsRead_isNotLost_norCountedTwice() {
    UserHistory withOne =
        UserHistory.EMPTY.with(1, InteractionKind.VIEW, 0, 0, view("u", "1").key(), 50);
    store.histories.put("u", withOne);
    // "1" is both in what the store answers and in the stream, "2" only in the stream.
    store.whileReading = () -> histories.apply(List.of(view("u", "1"), view("u", "2")), Map.of());
    assertThat(histories.of("u").size()).isEqualTo(2);
    store.whileReading = () -> {};
    assertThat(histories.of("u").size()).isEqualTo(2);
  }

  @Test
  void deedsUnderAFormerId_reachThePerson() {
    store.persons.put("anon:a", "u");
    histories.of("u");
    histories.of("anon:a");
    histories.apply(List.of(view("anon:a", "9")), Map.of("anon:a", "u"));
    assertThat(histories.of("u").size()).isEqualTo(1);
    assertThat(histories.of("anon:a").size()).isEqualTo(1);
  }

  @Test
  void aMerge_makesBothIdsBeReadAgain() {
    histories.of(List.of("u", "anon:a"));
    store.persons.put("anon:a", "u");
    store.histories.put("u", UserHistory.EMPTY.with(5, InteractionKind.VIEW, 0, 0, 1, 50));
    histories.forget(Set.of("anon:a", "u"));
    assertThat(histories.of("u").size()).isEqualTo(1);
    assertThat(histories.of("anon:a").size()).isEqualTo(1);
  }

  @Test
  void aNewSegment_isKnownAtOnce_evenIfTheStoreWasReadBefore() {
    store.histories.put("u", UserHistory.EMPTY.in("Silver"));
    assertThat(histories.of("u").segment()).isEqualTo("Silver");
    histories.move("u", "Gold");
    histories.apply(List.of(view("u", "7")), Map.of());
    assertThat(histories.of("u").segment()).isEqualTo("Gold");

    store.whileReading = () -> histories.move("v", "Gold");
    assertThat(histories.of("v").segment()).isNull();
    store.whileReading = () -> {};
    store.histories.put("v", UserHistory.EMPTY.in("Gold"));
    assertThat(histories.of("v").segment()).isEqualTo("Gold");
  }

  @Test
  void leastRecentlyUsed_areDropped() {
    for (int user = 0; user < 10; user++) {
      histories.of("u" + user);
    }
    assertThat(histories.size()).isEqualTo(3);
  }

  @Test
  void whoWasAskedForLately_isKept() {
    histories.of(List.of("a", "b", "c"));
    histories.of("d"); // Everybody was asked for, so it takes the first that the hand comes to.
    int reads = store.reads;
    for (int more = 0; more < 5; more++) {
      histories.of("d");
    }
    histories.of("e");
    histories.of("d");
    assertThat(store.reads).isEqualTo(reads + 1);
  }

  @Test
  void deeds_areBounded_notOnlyUsers() {
    UserHistory long500 = UserHistory.EMPTY;
    for (int item = 0; item < 500; item++) {
      long500 = long500.with(item, InteractionKind.PURCHASE, item, 0, item, 50);
    }
    for (String user : List.of("a", "b", "c")) {
      store.histories.put(user, long500);
      histories.of(user);
    }
    assertThat(histories.size()).isEqualTo(2);
    assertThat(histories.deeds()).isEqualTo(1_000);
    histories.forget(Set.of("a", "b", "c"));
    assertThat(histories.deeds()).isZero();
  }

  @Test
  void aStoreThatFails_isLeftAloneForAWhile_heldUsersAreServed() {
    histories.of("held");
    store.fails = true;
    assertThatThrownBy(() -> histories.of("u")).isInstanceOf(HistoriesUnavailable.class);
    int reads = store.reads;
    assertThatThrownBy(() -> histories.of("u")).isInstanceOf(HistoriesUnavailable.class);
    assertThat(store.reads).isEqualTo(reads);
    assertThat(histories.of("held").isEmpty()).isTrue();
  }
}
