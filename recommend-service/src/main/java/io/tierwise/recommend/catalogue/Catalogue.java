package io.tierwise.recommend.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All items in memory, each under a number that never changes while the process lives, so that
 * models and histories are arrays. Safe for use by many threads: entries are immutable and swapped.
 */
public final class Catalogue {
  private final ConcurrentHashMap<String, Integer> numbers = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Integer> categories = new ConcurrentHashMap<>();
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicLong openings = new AtomicLong();
  private volatile @Nullable CatalogueEntry[] entries = new CatalogueEntry[1024];
  private volatile String[] ids = new String[1024];
  private volatile int size;

  /** How many numbers are taken. */
  public int size() {
    return size;
  }

  /** How often an item came that lists may show, or that they were not allowed to show before. */
  public long openings() {
    return openings.get();
  }

  /** The number of an item, new if it was never heard of. */
  public int number(String itemId) {
    Integer known = numbers.get(itemId);
    return known != null ? known : intern(itemId);
  }

  public OptionalInt find(String itemId) {
    Integer number = numbers.get(itemId);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  public String itemId(int number) {
    return ids[number];
  }

  /** Null for a number of which nothing but the id is known. */
  public @Nullable CatalogueEntry entry(int number) {
    @Nullable CatalogueEntry[] all = entries;
    return number < all.length ? all[number] : null;
  }

  /** The name of an item where it is known, else its id. */
  public String label(int number) {
    CatalogueEntry entry = entry(number);
    return entry == null ? itemId(number) : entry.item().label();
  }

  /**
   * The number of a category as a request names it.
   *
   * @return empty if no item is in such a category
   */
  public OptionalInt category(String name) {
    Integer number = categories.get(CategoryPath.key(name));
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** Whether an event tells more of an item than is known. */
  public boolean learnsFrom(Item learnt) {
    CatalogueEntry known = known(learnt.itemId());
    return known == null
        || (!known.item().fromCatalogue() && !known.item().filledFrom(learnt).equals(known.item()));
  }

  /** Takes what the catalogue says, unless it knows something newer from there. */
  public void put(Item item) {
    writing.lock();
    try {
      CatalogueEntry known = known(item.itemId());
      if (known == null
          || !known.item().fromCatalogue()
          || !item.updatedAt().isBefore(known.item().updatedAt())) {
        set(item);
      }
    } finally {
      writing.unlock();
    }
  }

  /** Fills gaps with what an event says. */
  public void learn(Item learnt) {
    writing.lock();
    try {
      CatalogueEntry known = known(learnt.itemId());
      if (known == null) {
        set(learnt);
      } else if (!known.item().fromCatalogue()) {
        set(known.item().filledFrom(learnt));
      }
    } finally {
      writing.unlock();
    }
  }

  private @Nullable CatalogueEntry known(String itemId) {
    Integer number = numbers.get(itemId);
    return number == null ? null : entry(number);
  }

  private void set(Item item) {
    List<String> prefixes = CategoryPath.prefixes(item.categoryPath());
    int[] path = new int[prefixes.size()];
    for (int i = 0; i < path.length; i++) {
      path[i] = categories.computeIfAbsent(prefixes.get(i), _ -> categories.size());
    }
    int number = number(item.itemId());
    @Nullable CatalogueEntry[] all = entries;
    CatalogueEntry before = all[number];
    CatalogueEntry entry = new CatalogueEntry(item, path);
    all[number] = entry;
    // A volatile write after the element's makes it visible to readers of the array.
    entries = all;
    if (entry.opensAfter(before)) {
      openings.incrementAndGet();
    }
  }

  private int intern(String itemId) {
    writing.lock();
    try {
      Integer known = numbers.get(itemId);
      if (known != null) {
        return known;
      }
      int number = size;
      if (number == ids.length) {
        ids = Arrays.copyOf(ids, number * 2);
        entries = Arrays.copyOf(entries, number * 2);
      }
      String[] all = ids;
      all[number] = itemId;
      ids = all;
      size = number + 1;
      numbers.put(itemId, number);
      return number;
    } finally {
      writing.unlock();
    }
  }
}
