package io.tierwise.profile.fold;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A map in the order of its keys, for few entries, in one array. A poll holds the states of all its
 * users: as trees they took several times the room, and every collection copies what is alive.
 */
public final class FlatMap<K extends Comparable<K>, V> extends AbstractMap<K, V> {
  private static final int LEAST = 2;

  /** Key, value, key, value. */
  private Object[] pairs;

  private int size;

  /**
   * @param capacity entries that there is room for without growing
   */
  public FlatMap(int capacity) {
    pairs = new Object[2 * capacity];
  }

  /** The map itself where it is one of these, else a copy. */
  static <K extends Comparable<K>, V> FlatMap<K, V> of(Map<K, V> map) {
    if (map instanceof FlatMap<K, V> flat) {
      return flat;
    }
    FlatMap<K, V> copy = new FlatMap<>(map.size());
    copy.putAll(map);
    return copy;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  @SuppressWarnings("unchecked")
  public boolean containsKey(@Nullable Object key) {
    return key != null && find((K) key) >= 0;
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V get(@Nullable Object key) {
    int place = key == null ? -1 : find((K) key);
    return place < 0 ? null : value(place);
  }

  @Override
  public @Nullable V put(K key, V value) {
    int place = find(key);
    if (place < 0) {
      insert(-place - 1, key, value);
      return null;
    }
    V before = value(place);
    pairs[2 * place + 1] = value;
    return before;
  }

  @Override
  @SuppressWarnings("NullAway") // nothing of ours merges to null
  public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> sum) {
    int place = find(key);
    if (place < 0) {
      insert(-place - 1, key, value);
      return value;
    }
    V merged = sum.apply(value(place), value);
    pairs[2 * place + 1] = merged;
    return merged;
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    for (int place = 0; place < size; place++) {
      action.accept(key(place), value(place));
    }
  }

  /** Keeps so many of the smallest keys. */
  void keepSmallest(int limit) {
    while (size > limit) {
      remove(size - 1);
    }
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<K, V>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<K, V>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public Map.Entry<K, V> next() {
      if (next >= size) {
        throw new NoSuchElementException();
      }
      return Map.entry(key(next), value(next++));
    }

    @Override
    public void remove() {
      FlatMap.this.remove(--next);
    }
  }

  /** Where the key is, or would be: then less one, negative. The last is looked at first. */
  private int find(K key) {
    int low = 0;
    int high = size - 1;
    for (int middle = high; low <= high; middle = (low + high) >>> 1) {
      int order = key(middle).compareTo(key);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  private void insert(int place, K key, V value) {
    if (2 * size == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * (size + Math.max(LEAST, size / 2)));
    }
    System.arraycopy(pairs, 2 * place, pairs, 2 * place + 2, 2 * (size - place));
    pairs[2 * place] = key;
    pairs[2 * place + 1] = value;
    size++;
  }

  private void remove(int place) {
    System.arraycopy(pairs, 2 * place + 2, pairs, 2 * place, 2 * (size - place - 1));
    size--;
    Arrays.fill(pairs, 2 * size, 2 * size + 2, null);
  }

  @SuppressWarnings("unchecked")
  private K key(int place) {
    return (K) pairs[2 * place];
  }

  @SuppressWarnings("unchecked")
  private V value(int place) {
    return (V) pairs[2 * place + 1];
  }
}
