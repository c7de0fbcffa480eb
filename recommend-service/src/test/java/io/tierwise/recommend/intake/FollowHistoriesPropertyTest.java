package io.tierwise.recommend.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.recommend.interaction.HistoryNews;
import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.Interactions;
import io.tierwise.recommend.interaction.UserHistories;
import io.tierwise.recommend.interaction.UserHistory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * After a look, whatever is held is what the store holds, in whatever order questions, deeds,
 * merges and looks of two instances come. Questions take place on threads of their own, which stop
 * between reading the store and keeping what they read until the test lets one of them go on.
 */
class FollowHistoriesPropertyTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final List<String> IDS = List.of("u", "v", "anon:a", "anon:b");
  private static final ThreadLocal<Question> ASKING = new ThreadLocal<>();

  /** Somebody who asks for the history of a user. */
  private static final class Question {
    final CountDownLatch answeredOrRead = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    final Thread thread;
    volatile boolean hasRead;

    Question(UserHistories histories, List<String> ids) {
      thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    ASKING.set(this);
                    try {
                      histories.of(ids);
                    } finally {
                      answeredOrRead.countDown();
                    }
                  });
      await(answeredOrRead);
    }

    void finish() throws InterruptedException {
      goOn.countDown();
      thread.join();
    }

    private static void await(CountDownLatch latch) {
      try {
        assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What all instances store, and what the other one tells. */
  private static final class Store implements Interactions, HistoryNews {
    final Map<String, String> persons = new HashMap<>();
    final List<Interaction> deeds = new ArrayList<>();
    final List<Set<String>> told = new ArrayList<>();
    final int most;

    Store(int most) {
      this.most = most;
    }

    String person(String id) {
      return persons.getOrDefault(id, id);
    }

    UserHistory history(String id) {
      UserHistory history = UserHistory.EMPTY;
      for (Interaction deed : deeds) {
        if (person(deed.userId()).equals(person(id))) {
          int item = Integer.parseInt(deed.itemId());
          history = history.with(item, deed.kind(), 0, 0, deed.key(), 1_000);
        }
      }
      return history;
    }

    @Override
    public Map<String, KnownHistory> histories(Collection<String> userIds) {
      Map<String, KnownHistory> found = new HashMap<>();
      userIds.forEach(id -> found.put(id, new KnownHistory(person(id), history(id))));
      Question question = ASKING.get();
      if (question != null) {
        question.hasRead = true;
        question.answeredOrRead.countDown();
        Question.await(question.goOn);
      }
      return found;
    }

    @Override
    public Set<Long> record(List<Interaction> news) {
      throw new UnsupportedOperationException();
    }

    @Override
    public News since(@Nullable String mark) {
      Set<String> ids = new HashSet<>();
      if (mark != null) {
        told.subList(Integer.parseInt(mark), told.size()).forEach(ids::addAll);
      }
      List.copyOf(ids).forEach(id -> ids.add(person(id)));
      boolean countless = ids.size() > most;
      return new News("" + told.size(), countless, countless ? Set.of() : ids);
    }

    @Override
    public void removeUpTo(String mark) {}
  }

  @Property(tries = 300, seed = "20261123")
  void whatIsHeldAfterALook_isWhatIsStored(@ForAll long seed) throws InterruptedException {
    Race race = new Race(seed);
    for (int step = 0; step < 60; step++) {
      race.step(step);
    }
    race.end();
  }

  /** An instance, and what happens to it. */
  private static final class Race {
    final Random random;
    final Store store;
    final UserHistories histories;
    final FollowHistories follow;
    final List<Question> waiting = new ArrayList<>();
    final List<Runnable> unapplied = new ArrayList<>();

    Race(long seed) {
      random = new Random(seed);
      store = new Store(2 + random.nextInt(3));
      Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
      UserHistories.Limits limits =
          new UserHistories.Limits(
              2 + random.nextInt(4), 100_000, 1_000, Duration.ofDays(1), Duration.ZERO);
      histories = new UserHistories(store, Integer::parseInt, limits, clock);
      follow = new FollowHistories(store, histories, clock);
    }

    private String anyId() {
      return IDS.get(random.nextInt(IDS.size()));
    }

    void step(int step) throws InterruptedException {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> {
          Question question = new Question(histories, List.of(anyId(), anyId()));
          if (question.hasRead) {
            waiting.add(question);
          }
        }
        case 3, 4 -> {
          if (!waiting.isEmpty()) {
            waiting.remove(random.nextInt(waiting.size())).finish();
          }
        }
        case 5 -> act(step);
        case 6 -> {
          if (!unapplied.isEmpty()) {
            unapplied.removeFirst().run();
          }
        }
        default -> look();
      }
    }

    /** A deed, or an id that joins or leaves a person, at this instance or at the other one. */
    private void act(int step) {
      Set<String> concerned = new HashSet<>();
      Runnable inMemory;
      if (random.nextInt(3) > 0) {
        String id = anyId();
        Interaction deed = Interaction.of(id, "" + step, InteractionKind.VIEW, NOW, "m" + step);
        store.deeds.add(deed);
        concerned.add(id);
        inMemory = () -> histories.apply(List.of(deed), Map.of(id, store.person(id)));
      } else {
        String alias = random.nextBoolean() ? "anon:a" : "anon:b";
        String person = List.of("u", "v", alias).get(random.nextInt(3));
        concerned.addAll(List.of(alias, person, store.person(alias)));
        store.persons.put(alias, person);
        inMemory = () -> histories.forget(concerned);
      }
      if (random.nextInt(3) == 0) {
        unapplied.add(inMemory);
      } else {
        store.told.add(concerned);
      }
    }

    private void look() {
      unapplied.forEach(Runnable::run);
      unapplied.clear();
      follow.follow();
      histories.held(IDS).forEach((id, held) -> assertSame(held, store.history(id)));
    }

    void end() throws InterruptedException {
      look();
      while (!waiting.isEmpty()) {
        waiting.removeFirst().finish();
      }
      for (String id : IDS) {
        assertSame(histories.of(id), store.history(id));
      }
      histories.forgetAll();
      assertThat(histories.size()).isZero();
      assertThat(histories.deeds()).isZero();
    }
  }

  private static void assertSame(UserHistory held, UserHistory stored) {
    assertThat(items(held)).isEqualTo(items(stored));
  }

  private static Set<Integer> items(UserHistory history) {
    Set<Integer> items = new HashSet<>();
    for (int i = 0; i < history.size(); i++) {
      items.add(history.item(i));
    }
    assertThat(items).hasSize(history.size());
    return items;
  }
}
