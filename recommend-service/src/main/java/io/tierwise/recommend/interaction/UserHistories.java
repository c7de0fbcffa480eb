package io.tierwise.recommend.interaction;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Histories of the users that were asked for lately, kept current by the event stream: this is why
 * a click changes the next answer. Least recently used ones are dropped.
 *
 * <p>No deed is lost between reading the store and caching: a slot is opened before the store is
 * read and collects what arrives meanwhile. What is seen twice counts once, by its key.
 */
public final class UserHistories {
  private static final System.Logger log = System.getLogger(UserHistories.class.getName());

  /**
   * @param users kept at most
   * @param maxBrowsed deeds other than purchases, kept per user
   * @param maxAge after which a history is read again; matters where several instances share the
   *     event stream, since each sees only its own partitions
   * @param pause for which the store is left alone after it failed
   */
  public record Limits(int users, int maxBrowsed, Duration maxAge, Duration pause) {}

  private static final class Slot {
    @Nullable UserHistory history;
    Instant readAt = Instant.MIN;
    final List<Interaction> meanwhile = new ArrayList<>();
  }

  private final Interactions store;
  private final ToIntFunction<String> itemNumbers;
  private final Limits limits;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Slot> slots;
  private final Map<String, String> aliases;
  private volatile Instant storeFailedAt = Instant.MIN;

  public UserHistories(
      Interactions store, ToIntFunction<String> itemNumbers, Limits limits, Clock clock) {
    this.store = store;
    this.itemNumbers = itemNumbers;
    this.limits = limits;
    this.clock = clock;
    this.slots = leastRecentlyUsed(limits.users());
    this.aliases = leastRecentlyUsed(limits.users());
  }

  private static <V> Map<String, V> leastRecentlyUsed(int capacity) {
    return new LinkedHashMap<>(256, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > capacity;
      }
    };
  }

  /** How many users are held. */
  public int size() {
    lock.lock();
    try {
      return slots.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * @throws HistoriesUnavailable if the user is not held and the store does not answer
   */
  public UserHistory of(String userId) {
    return of(List.of(userId)).getOrDefault(userId, UserHistory.EMPTY);
  }

  /**
   * One round trip for all that are not held.
   *
   * @throws HistoriesUnavailable if some are not held and the store does not answer
   */
  public Map<String, UserHistory> of(Collection<String> userIds) {
    Map<String, UserHistory> found = new HashMap<>();
    List<String> missing = new ArrayList<>();
    Instant now = clock.instant();
    lock.lock();
    try {
      for (String userId : userIds) {
        Slot slot = slots.get(aliases.getOrDefault(userId, userId));
        if (slot != null
            && slot.history != null
            && slot.readAt.plus(limits.maxAge()).isAfter(now)) {
          found.put(userId, slot.history);
        } else {
          missing.add(userId);
        }
      }
      if (!missing.isEmpty() && storeFailedAt.isAfter(now.minus(limits.pause()))) {
        throw new HistoriesUnavailable(null);
      }
      for (String userId : missing) {
        // A slot that is open already has collected deeds that must not be lost.
        slots.compute(
            aliases.getOrDefault(userId, userId),
            (_, slot) -> slot != null && slot.history == null ? slot : new Slot());
      }
    } finally {
      lock.unlock();
    }
    if (!missing.isEmpty()) {
      found.putAll(read(missing));
    }
    return found;
  }

  private Map<String, UserHistory> read(List<String> missing) {
    Map<String, Interactions.KnownHistory> known;
    try {
      known = store.histories(missing);
    } catch (RuntimeException e) {
      forget(missing);
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
      known.forEach((asked, user) -> histories.put(asked, keep(asked, user, now)));
    } finally {
      lock.unlock();
    }
    return histories;
  }

  private UserHistory keep(String asked, Interactions.KnownHistory known, Instant now) {
    boolean slotWasOpen = asked.equals(known.userId()) || known.userId().equals(aliases.get(asked));
    if (!slotWasOpen) {
      // The slot was opened under the wrong id; the next question will open the right one.
      slots.remove(asked);
      aliases.put(asked, known.userId());
      return known.history();
    }
    Slot slot = slots.get(known.userId());
    if (slot == null || slot.history != null) {
      return known.history();
    }
    UserHistory history = known.history();
    for (Interaction deed : slot.meanwhile) {
      history = extended(history, deed);
    }
    slot.meanwhile.clear();
    slot.history = history;
    slot.readAt = now;
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
        if (slot.history == null) {
          slot.meanwhile.add(deed);
        } else {
          slot.history = extended(slot.history, deed);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets users whose person changed; they are read again when asked for. */
  public void forget(Collection<String> userIds) {
    lock.lock();
    try {
      for (String userId : userIds) {
        slots.remove(userId);
        slots.remove(aliases.getOrDefault(userId, userId));
        aliases.remove(userId);
      }
      aliases.values().removeIf(userIds::contains);
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
