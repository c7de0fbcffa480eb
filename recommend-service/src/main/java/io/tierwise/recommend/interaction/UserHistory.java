package io.tierwise.recommend.interaction;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one user did, as immutable columns ordered by item and kind, and what was worked out of it.
 *
 * <p>Purchases and returns are all kept, because they filter answers; of the other deeds only the
 * newest {@code maxBrowsed} are.
 */
public final class UserHistory implements DeedColumns {
  public static final UserHistory EMPTY =
      new UserHistory(null, new int[0], new byte[0], new long[0], new float[0], new long[0]);

  private final @Nullable String segment;
  private final int[] items;
  private final byte[] kinds;
  private final long[] seconds;
  private final float[] ratings;
  private final long[] keys;
  private volatile @Nullable Derived derived;

  /** What was worked out of a history and is wanted again. */
  public interface Derived {}

  private UserHistory(
      @Nullable String segment,
      int[] items,
      byte[] kinds,
      long[] seconds,
      float[] ratings,
      long[] keys) {
    this.segment = segment;
    this.items = items;
    this.kinds = kinds;
    this.seconds = seconds;
    this.ratings = ratings;
    this.keys = keys;
  }

  public int size() {
    return items.length;
  }

  public boolean isEmpty() {
    return items.length == 0;
  }

  /** The segment of users that this one belongs to; null for somebody of whom that is not known. */
  public @Nullable String segment() {
    return segment;
  }

  /** The same deeds of a user of another segment. */
  public UserHistory in(@Nullable String newSegment) {
    return new UserHistory(newSegment, items, kinds, seconds, ratings, keys);
  }

  /** What was last kept of these deeds; null if nothing was. */
  public @Nullable Derived derived() {
    return derived;
  }

  /** Holds it as long as the history itself is held: a further deed makes another history. */
  public void keep(Derived result) {
    derived = result;
  }

  @Override
  public int item(int row) {
    return items[row];
  }

  @Override
  public byte kind(int row) {
    return kinds[row];
  }

  @Override
  public long second(int row) {
    return seconds[row];
  }

  @Override
  public float rating(int row) {
    return ratings[row];
  }

  /** Item numbers that were bought, ascending, each once. */
  public int[] purchased() {
    return itemsOf(InteractionKind.PURCHASE);
  }

  /** Item numbers that were given back, ascending, each once. */
  public int[] returned() {
    return itemsOf(InteractionKind.RETURN);
  }

  private int[] itemsOf(InteractionKind kind) {
    int rows = 0;
    for (byte each : kinds) {
      rows += each == kind.code() ? 1 : 0;
    }
    int[] found = new int[rows];
    int n = 0;
    for (int row = 0; row < items.length; row++) {
      if (kinds[row] == kind.code() && (n == 0 || found[n - 1] != items[row])) {
        found[n++] = items[row];
      }
    }
    return n == rows ? found : Arrays.copyOf(found, n);
  }

  private static boolean filters(byte kind) {
    return kind == InteractionKind.PURCHASE.code() || kind == InteractionKind.RETURN.code();
  }

  /** Fills the buffer with x_u; ages count from the user's newest deed. */
  public Strengths strengths(StrengthWeights weights, Strengths buffer) {
    long newest = 0;
    for (long second : seconds) {
      newest = Math.max(newest, second);
    }
    buffer.fill(this, 0, items.length, newest, weights);
    return buffer;
  }

  /**
   * This history and one deed more; unchanged if it knows the deed already. O(size).
   *
   * @param maxBrowsed how many deeds other than purchases and returns are kept
   */
  public UserHistory with(
      int item, InteractionKind kind, long second, double rating, long key, int maxBrowsed) {
    int at = 0;
    while (at < items.length
        && (items[at] < item || (items[at] == item && kinds[at] < kind.code()))) {
      at++;
    }
    for (int row = at;
        row < items.length && items[row] == item && kinds[row] == kind.code();
        row++) {
      if (keys[row] == key) {
        return this;
      }
    }
    return inserted(at, item, kind.code(), second, (float) rating, key).trimmed(maxBrowsed);
  }

  private UserHistory inserted(int at, int item, byte kind, long second, float rating, long key) {
    int n = items.length + 1;
    UserHistory grown =
        new UserHistory(segment, new int[n], new byte[n], new long[n], new float[n], new long[n]);
    grown.copy(this, 0, 0, at);
    grown.items[at] = item;
    grown.kinds[at] = kind;
    grown.seconds[at] = second;
    grown.ratings[at] = rating;
    grown.keys[at] = key;
    grown.copy(this, at, at + 1, n - 1 - at);
    return grown;
  }

  private UserHistory trimmed(int maxBrowsed) {
    int browsed = 0;
    int oldest = -1;
    for (int row = 0; row < items.length; row++) {
      if (!filters(kinds[row])) {
        browsed++;
        oldest = oldest < 0 || seconds[row] < seconds[oldest] ? row : oldest;
      }
    }
    return browsed <= maxBrowsed ? this : without(oldest).trimmed(maxBrowsed);
  }

  private UserHistory without(int at) {
    int n = items.length - 1;
    UserHistory less =
        new UserHistory(segment, new int[n], new byte[n], new long[n], new float[n], new long[n]);
    less.copy(this, 0, 0, at);
    less.copy(this, at + 1, at, n - at);
    return less;
  }

  private void copy(UserHistory from, int fromRow, int toRow, int length) {
    System.arraycopy(from.items, fromRow, items, toRow, length);
    System.arraycopy(from.kinds, fromRow, kinds, toRow, length);
    System.arraycopy(from.seconds, fromRow, seconds, toRow, length);
    System.arraycopy(from.ratings, fromRow, ratings, toRow, length);
    System.arraycopy(from.keys, fromRow, keys, toRow, length);
  }

  /** Takes deeds in any order; what is told twice counts once. */
  public static final class Builder {
    private int[] items = new int[32];
    private byte[] kinds = new byte[32];
    private long[] seconds = new long[32];
    private float[] ratings = new float[32];
    private long[] keys = new long[32];
    private int size;

    public Builder add(int item, byte kind, long second, float rating, long key) {
      if (size == items.length) {
        int capacity = size * 2;
        items = Arrays.copyOf(items, capacity);
        kinds = Arrays.copyOf(kinds, capacity);
        seconds = Arrays.copyOf(seconds, capacity);
        ratings = Arrays.copyOf(ratings, capacity);
        keys = Arrays.copyOf(keys, capacity);
      }
      items[size] = item;
      kinds[size] = kind;
      seconds[size] = second;
      ratings[size] = rating;
      keys[size++] = key;
      return this;
    }

    /**
     * @param maxBrowsed how many deeds other than purchases and returns are kept, the newest
     */
    public UserHistory build(int maxBrowsed) {
      long oldest = oldestKept(maxBrowsed);
      Set<Long> known = new HashSet<>();
      int[] order = RowOrder.byItemAndKind(items, kinds, size);
      int kept = 0;
      for (int row : order) {
        boolean wanted = filters(kinds[row]) || seconds[row] >= oldest;
        if (wanted && known.add(keys[row])) {
          order[kept++] = row;
        }
      }
      UserHistory history =
          new UserHistory(
              null, new int[kept], new byte[kept], new long[kept], new float[kept], new long[kept]);
      for (int to = 0; to < kept; to++) {
        int row = order[to];
        history.items[to] = items[row];
        history.kinds[to] = kinds[row];
        history.seconds[to] = seconds[row];
        history.ratings[to] = ratings[row];
        history.keys[to] = keys[row];
      }
      return history.trimmed(maxBrowsed);
    }

    private long oldestKept(int maxBrowsed) {
      long[] browsed =
          IntStream.range(0, size)
              .filter(row -> !filters(kinds[row]))
              .mapToLong(row -> seconds[row])
              .sorted()
              .toArray();
      return browsed.length <= maxBrowsed ? Long.MIN_VALUE : browsed[browsed.length - maxBrowsed];
    }
  }
}
