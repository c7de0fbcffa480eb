package io.tierwise.ingest.validation;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object in their order. Most objects of an event have less than ten, of which a
 * reader asks for some that are there and for more that are not; both cost less than in a hash
 * table, and so does making it.
 */
final class FewFields extends AbstractMap<String, Object> {
  private static final String[] NO_NAMES = {};
  private static final Object[] NO_VALUES = {};

  private String[] names = NO_NAMES;
  private @Nullable Object[] values = NO_VALUES;
  private int size;

  /** A bit for each name that was ever put: what has none is not there. */
  private long seen;

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return indexOf(name) >= 0;
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    int index = indexOf(name);
    return index < 0 ? null : values[index];
  }

  @Override
  public @Nullable Object put(String name, @Nullable Object value) {
    int index = indexOf(name);
    if (index >= 0) {
      Object before = values[index];
      values[index] = value;
      return before;
    }
    if (size == names.length) {
      int room = Math.max(8, 2 * size);
      names = Arrays.copyOf(names, room);
      values = Arrays.copyOf(values, room);
    }
    seen |= bit(name);
    names[size] = name;
    values[size++] = value;
    return null;
  }

  @Override
  public @Nullable Object remove(@Nullable Object name) {
    int index = indexOf(name);
    return index < 0 ? null : removeAt(index);
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Object> action) {
    for (int i = 0; i < size; i++) {
      action.accept(names[i], values[i]);
    }
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public Iterator<Map.Entry<String, Object>> iterator() {
        return new Entries();
      }
    };
  }

  private int indexOf(@Nullable Object name) {
    if (name instanceof String text && (seen & bit(text)) != 0) {
      for (int i = 0; i < size; i++) {
        if (names[i].equals(text)) {
          return i;
        }
      }
    }
    return -1;
  }

  private @Nullable Object removeAt(int index) {
    Object value = values[index];
    size--;
    System.arraycopy(names, index + 1, names, index, size - index);
    System.arraycopy(values, index + 1, values, index, size - index);
    values[size] = null;
    return value;
  }

  private static long bit(String name) {
    int hash = name.hashCode();
    return 1L << (hash ^ hash >>> 6);
  }

  private final class Entries implements Iterator<Map.Entry<String, Object>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public Map.Entry<String, Object> next() {
      if (next >= size) {
        throw new NoSuchElementException();
      }
      return new SimpleImmutableEntry<>(names[next], values[next++]);
    }

    @Override
    public void remove() {
      removeAt(--next);
    }
  }
}
