package io.tierwise.recommend.interaction;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Histories of the users that were asked for lately, kept current by the event stream: this is why
 * a click changes the next answer. Bounded by users and by deeds; one that was not asked for while
 * the hand went round is dropped (F. Corbató: A Paging Experiment with the Multics System, 1968),
 * so that reading a held one takes no lock.
 *
 * <p>No deed is lost between reading the store and caching: a slot is opened before the store is
 * read and collects what arrives meanwhile. What is seen twice counts once, by its key.
 */
public final class UserHistories {
  private static final System.Logger log = System.getLogger(UserHistories.class.getName());

  /**
   * @param users kept at most
   * @param deeds of all of them, kept at most; about 30 bytes each
   * @param maxBrowsed deeds other than purchases, kept per user
   * @param maxAge after which a history is read again, whatever was told of it
   * @param pause for which the store is left alone after it failed
   */
  public record Limits(int users, long deeds, int maxBrowsed, Duration maxAge, Duration pause) {}

  /** Written under the lock. */
  private static final class Slot {
    volatile @Nullable UserHistory history;
    volatile Instant freshUntil = Instant.MIN;
    volatile boolean asked = true;
    final List<Interaction> meanwhile = new ArrayList<>();

    int deeds() {
      UserHistory held = history;
      return held == null ? 0 : held.size();
    }
  }

  /** Where the answer to a question goes, unless it was forgotten meanwhile. */
  private record Opened(String userId, Slot slot) {}

  private final Interactions store;
  private final ToIntFunction<String> itemNumbers;
  private final Limits limits;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final ConcurrentHashMap<String, Slot> slots = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, String> aliases = new ConcurrentHashMap<>();
  private Iterator<Map.Entry<String, Slot>> hand = Collections.emptyIterator();
  private final AtomicLong deeds = new AtomicLong();
  private volatile Instant storeFailedAt = Instant.MIN;

  public UserHistories(
      Interactions store, ToIntFunction<String> itemNumbers, Limits limits, Clock clock) {
    this.store = store;
    this.itemNumbers = itemNumbers;
    this.limits = limits;
    this.clock = clock;
  }

  /** How many users are held. */
  public int size() {
    return slots.size();
  }

  /** How many deeds of theirs are held. */
  public long deeds() {
    return deeds.get();
  }

  /**
   * @throws HistoriesUnavailable if the user is not held and the store does not answer
   */
  public UserHistory of(String userId) {
    UserHistory held = held(userId, clock.instant());
    return held == null ? of(List.of(userId)).getOrDefault(userId, UserHistory.EMPTY) : held;
  }

  /**
   * One round trip for all that are not held.
   *
   * @throws HistoriesUnavailable if some are not held and the store does not answer
   */
  public Map<String, UserHistory> of(Collection<String> userIds) {
    Map<String, UserHistory> found = held(userIds);
    List<String> missing = userIds.stream().filter(id -> !found.containsKey(id)).toList();
    if (missing.isEmpty()) {
      return found;
    }
    Instant now = clock.instant();
    if (storeFailedAt.isAfter(now.minus(limits.pause()))) {
      throw new HistoriesUnavailable(null);
    }
    Map<String, Opened> opened = new HashMap<>();
    lock.lock();
    try {
      for (String userId : missing) {
        String person = aliases.getOrDefault(userId, userId);
        opened.put(userId, new Opened(person, open(person)));
      }
    } finally {
      lock.unlock();
    }
    found.putAll(read(opened));
    return found;
  }

  /** Those of them that are held, without a look into the store. */
  public Map<String, UserHistory> held(Collection<String> userIds) {
    Map<String, UserHistory> found = new HashMap<>();
    Instant now = clock.instant();
    for (String userId : userIds) {
      UserHistory history = held(userId, now);
      if (history != null) {
        found.put(userId, history);
      }
    }
    return found;
  }

  private @Nullable UserHistory held(String userId, Instant now) {
    Slot slot = slots.get(aliases.getOrDefault(userId, userId));
    UserHistory history = slot == null ? null : slot.history;
    if (slot == null || history == null || !slot.freshUntil.isAfter(now)) {
      return null;
    }
    if (!slot.asked) {
      slot.asked = true;
    }
    return history;
  }

  private Slot open(String userId) {
    Slot known = slots.get(userId);
    // A slot that is open already has collected deeds that must not be lost.
    if (known != null && known.history == null) {
      return known;
    }
    close(userId);
    Slot opened = new Slot();
    slots.put(userId, opened);
    makeRoom();
    return opened;
  }

  private void close(String userId) {
    Slot slot = slots.remove(userId);
    if (slot != null) {
      deeds.addAndGet(-slot.deeds());
    }
  }

  /** Moves the hand on: whoever was asked for since it last came by stays once more. */
  private void makeRoom() {
    while (!slots.isEmpty() && (slots.size() > limits.users() || deeds.get() > limits.deeds())) {
      if (!hand.hasNext()) {
        hand = slots.entrySet().iterator();
      }
      Map.Entry<String, Slot> next = hand.next();
      if (next.getValue().asked) {
        next.getValue().asked = false;
      } else {
        close(next.getKey());
      }
    }
    Iterator<String> formerIds = aliases.keySet().iterator();
    while (aliases.size() > limits.users() && formerIds.hasNext()) {
      formerIds.next();
      formerIds.remove();
    }
  }

  private void hold(Slot slot, UserHistory history) {
    deeds.addAndGet(history.size() - slot.deeds());
    slot.history = history;
  }

  private Map<String, UserHistory> read(Map<String, Opened> missing) {
    Map<String, Interactions.KnownHistory> known;
    try {
      known = store.histories(missing.keySet());
    } catch (RuntimeException e) {
      forget(missing.keySet());
      if (e instanceof HistoriesUnavailable) {
        storeFailedAt = clock.instant();
        log.log(System.Logger.Level.DEBUG, "answers go without histories", e);
      }
      throw e;
    }
    Instant now = clock.instant();
    Map<String, UserHistory> histories = new HashMap<>();
    lock.lock();
    try {
      missing.forEach(
          (asked, opened) -> {
            Interactions.KnownHistory user = known.get(asked);
            if (user != null) {
              histories.put(asked, keep(asked, opened, user, now));
            }
          });
    } finally {
      lock.unlock();
    }
    return histories;
  }

  private UserHistory keep(
      String asked, Opened opened, Interactions.KnownHistory known, Instant now) {
    Slot slot = opened.slot;
    if (slots.get(opened.userId) != slot || slot.history != null) {
      // Of another slot than the one that was open before the store was read, it may be too old.
      return known.history();
    }
    if (!known.userId().equals(opened.userId)) {
      // The slot was opened under the wrong id; the next question will open the right one.
      close(opened.userId);
      aliases.remove(asked);
      if (!asked.equals(known.userId())) {
        aliases.put(asked, known.userId());
      }
      return known.history();
    }
    UserHistory history = known.history();
    for (Interaction deed : slot.meanwhile) {
      history = extended(history, deed);
    }
    slot.meanwhile.clear();
    slot.freshUntil = now.plus(limits.maxAge());
    hold(slot, history);
    makeRoom();
    return history;
  }

  /**
   * Adds new deeds to the histories that are held.
   *
   * @param canonical the ids that people go by now, for those that differ from the deed's
   */
  public void apply(List<Interaction> deeds, Map<String, String> canonical) {
    lock.lock();
    try {
      for (Interaction deed : deeds) {
        Slot slot = slots.get(canonical.getOrDefault(deed.userId(), deed.userId()));
        if (slot == null) {
          continue;
        }
        UserHistory history = slot.history;
        if (history == null) {
          slot.meanwhile.add(deed);
        } else {
          hold(slot, extended(history, deed));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Notes to which segment of users somebody belongs now. */
  public void move(String userId, String segment) {
    lock.lock();
    try {
      Slot slot = slots.get(userId);
      UserHistory history = slot == null ? null : slot.history;
      if (slot != null && history != null) {
        slot.history = history.in(segment);
      } else {
        // What is being read may be from before.
        close(userId);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets users and what else they are called; they are read again when asked for. */
  public void forget(Set<String> userIds) {
    lock.lock();
    try {
      for (String userId : userIds) {
        close(userId);
        close(aliases.getOrDefault(userId, userId));
        aliases.remove(userId);
      }
      aliases.values().removeIf(userIds::contains);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets everybody. */
  public void forgetAll() {
    lock.lock();
    try {
      slots.keySet().forEach(this::close);
      aliases.clear();
    } finally {
      lock.unlock();
    }
  }

  private UserHistory extended(UserHistory history, Interaction deed) {
    return history.with(
        itemNumbers.applyAsInt(deed.itemId()),
        deed.kind(),
        deed.occurredAt().getEpochSecond(),
        deed.rating(),
        deed.key(),
        limits.maxBrowsed());
  }
}
