package io.tierwise.recommend.interaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everybody's interactions as columns: what models are fitted to. 13 bytes a row, 17 where there
 * are ratings.
 *
 * <p>The rows of user u are [{@link #start}(u), {@link #end}(u)), ordered by item and kind. Items
 * are numbered in the order of their ids, so that equal data gives equal numbers. Times are whole
 * seconds from 1970 to 2106; what lies outside counts as the nearest of them.
 */
public final class InteractionLog implements DeedColumns {
  private final List<String> itemIds;
  private final int[] starts;
  private final int[] items;
  private final byte[] kinds;
  private final int[] seconds;
  private final float @Nullable [] ratings;
  private final int[] orders;

  /** Columns may be longer than there are rows. */
  private InteractionLog(
      List<String> itemIds,
      int[] starts,
      int[] items,
      byte[] kinds,
      int[] seconds,
      float @Nullable [] ratings,
      int[] orders) {
    this.itemIds = itemIds;
    this.starts = starts;
    this.items = items;
    this.kinds = kinds;
    this.seconds = seconds;
    this.ratings = ratings;
    this.orders = orders;
  }

  public int users() {
    return starts.length - 1;
  }

  public int items() {
    return itemIds.size();
  }

  public int rows() {
    return starts[starts.length - 1];
  }

  public List<String> itemIds() {
    return itemIds;
  }

  public int start(int user) {
    return starts[user];
  }

  public int end(int user) {
    return starts[user + 1];
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
    return Integer.toUnsignedLong(seconds[row]);
  }

  @Override
  public float rating(int row) {
    return ratings == null ? 0 : ratings[row];
  }

  /** The number of the order, or -1; lines of one order of a user have the same number. */
  public int order(int row) {
    return orders[row];
  }

  public boolean isPurchase(int row) {
    return kinds[row] == InteractionKind.PURCHASE.code();
  }

  /** Epoch second of the newest row, 0 without rows. */
  public long newest() {
    long newest = 0;
    for (int row = 0; row < rows(); row++) {
      newest = Math.max(newest, second(row));
    }
    return newest;
  }

  /** Fills the buffer with x_u of a user; ages count from {@code reference}, an epoch second. */
  public Strengths strengths(int user, long reference, StrengthWeights weights, Strengths buffer) {
    buffer.fill(this, start(user), end(user), reference, weights);
    return buffer;
  }

  /** As above, with ages counted from the user's own newest deed, as when serving. */
  public Strengths strengths(int user, StrengthWeights weights, Strengths buffer) {
    long newest = 0;
    for (int row = start(user); row < end(user); row++) {
      newest = Math.max(newest, second(row));
    }
    return strengths(user, newest, weights, buffer);
  }

  /** The rows strictly before an epoch second; users and items keep their numbers. */
  public InteractionLog before(long second) {
    int[] newStarts = new int[starts.length];
    for (int user = 0; user < users(); user++) {
      int kept = newStarts[user];
      for (int row = start(user); row < end(user); row++) {
        kept += second(row) < second ? 1 : 0;
      }
      newStarts[user + 1] = kept;
    }
    int kept = newStarts[users()];
    InteractionLog log =
        new InteractionLog(
            itemIds,
            newStarts,
            new int[kept],
            new byte[kept],
            new int[kept],
            ratings == null ? null : new float[kept],
            new int[kept]);
    int to = 0;
    for (int row = 0; row < rows(); row++) {
      if (second(row) < second) {
        log.copyRow(this, row, to++);
      }
    }
    return log;
  }

  private void copyRow(InteractionLog from, int row, int to) {
    items[to] = from.items[row];
    kinds[to] = from.kinds[row];
    seconds[to] = from.seconds[row];
    orders[to] = from.orders[row];
    if (ratings != null && from.ratings != null) {
      ratings[to] = from.ratings[row];
    }
  }

  /** Takes rows in any order; 4 bytes a row more than the log that it becomes. */
  public static final class Builder {
    private static final long LAST_SECOND = 0xFFFFFFFFL;
    private static final int FEW = 4096;

    private final Map<String, Integer> itemNumbers = new HashMap<>();
    private final Map<String, Integer> userNumbers = new HashMap<>();
    private String user = "";
    private int userNumber = -1;
    private boolean grouped = true;
    private int size;
    private int[] users;
    private int[] items;
    private byte[] kinds;
    private int[] seconds;
    private float @Nullable [] ratings;
    private int[] orders;

    public Builder() {
      this(FEW);
    }

    /**
     * @param rows that are expected; more are taken, at the price of a copy
     */
    public Builder(int rows) {
      int capacity = Math.max(FEW, rows);
      users = new int[capacity];
      items = new int[capacity];
      kinds = new byte[capacity];
      seconds = new int[capacity];
      orders = new int[capacity];
    }

    public Builder add(Interaction deed) {
      return add(
          deed.userId(),
          deed.itemId(),
          deed.kind().code(),
          deed.occurredAt().getEpochSecond(),
          (float) deed.rating(),
          deed.orderId() == null ? "" : deed.orderId());
    }

    /**
     * @param order the order id of a purchase, else empty
     */
    public Builder add(
        String userId, String itemId, byte kind, long second, float rating, String order) {
      if (userNumber < 0 || !userId.equals(user)) {
        int before = userNumber;
        user = userId;
        userNumber = userNumbers.computeIfAbsent(userId, _ -> userNumbers.size());
        grouped &= userNumber > before;
      }
      if (size == items.length) {
        grow();
      }
      users[size] = userNumber;
      items[size] = itemNumbers.computeIfAbsent(itemId, _ -> itemNumbers.size());
      kinds[size] = kind;
      seconds[size] = (int) Math.clamp(second, 0, LAST_SECOND);
      if (rating != 0 && ratings == null) {
        ratings = new float[items.length];
      }
      if (ratings != null) {
        ratings[size] = rating;
      }
      orders[size++] = order.isEmpty() ? -1 : number(order);
      return this;
    }

    /** 31 bits of a hash: among the few orders of one user it is as good as a name. */
    private static int number(String order) {
      long hash = 0xCBF29CE484222325L;
      for (int i = 0; i < order.length(); i++) {
        hash = (hash ^ order.charAt(i)) * 0x100000001B3L;
      }
      return (int) ((hash ^ hash >>> 32) & Integer.MAX_VALUE);
    }

    private void grow() {
      int capacity = Math.addExact(size, size / 2);
      users = Arrays.copyOf(users, capacity);
      items = Arrays.copyOf(items, capacity);
      kinds = Arrays.copyOf(kinds, capacity);
      seconds = Arrays.copyOf(seconds, capacity);
      orders = Arrays.copyOf(orders, capacity);
      if (ratings != null) {
        ratings = Arrays.copyOf(ratings, capacity);
      }
    }

    /** The log, with users in the order of their first rows; the builder is spent. */
    public InteractionLog build() {
      return build(IntStream.range(0, userNumbers.size()).toArray());
    }

    /** The log, with users in the order of their ids; the builder is spent. */
    public InteractionLog buildByUserId() {
      grouped = false;
      return build(inOrder(userNumbers, new ArrayList<>()));
    }

    /** The place of each number when ids are sorted, and the sorted ids. */
    private static int[] inOrder(Map<String, Integer> numbers, List<String> sorted) {
      sorted.addAll(numbers.keySet());
      Collections.sort(sorted);
      int[] places = new int[sorted.size()];
      for (int place = 0; place < places.length; place++) {
        places[numbers.getOrDefault(sorted.get(place), -1)] = place;
      }
      return places;
    }

    private InteractionLog build(int[] placeOfUser) {
      int[] starts = new int[userNumbers.size() + 1];
      userNumbers.clear();
      List<String> itemIds = new ArrayList<>();
      int[] placeOfItem = inOrder(itemNumbers, itemIds);
      itemNumbers.clear();
      for (int row = 0; row < size; row++) {
        starts[placeOfUser[users[row]] + 1]++;
        items[row] = placeOfItem[items[row]];
      }
      for (int user = 1; user < starts.length; user++) {
        starts[user] += starts[user - 1];
      }
      if (!grouped) {
        group(placeOfUser, starts);
      }
      users = new int[0];
      InteractionLog log =
          new InteractionLog(List.copyOf(itemIds), starts, items, kinds, seconds, ratings, orders);
      for (int user = 0; user < log.users(); user++) {
        log.sort(log.start(user), log.end(user));
      }
      return log;
    }

    /** Column by column, so that no more than one is there twice. */
    private void group(int[] placeOfUser, int[] starts) {
      int[] next = starts.clone();
      int[] to = users;
      for (int row = 0; row < size; row++) {
        to[row] = next[placeOfUser[users[row]]]++;
      }
      items = moved(items, to);
      seconds = moved(seconds, to);
      orders = moved(orders, to);
      byte[] movedKinds = new byte[size];
      for (int row = 0; row < size; row++) {
        movedKinds[to[row]] = kinds[row];
      }
      kinds = movedKinds;
      if (ratings != null) {
        float[] movedRatings = new float[size];
        for (int row = 0; row < size; row++) {
          movedRatings[to[row]] = ratings[row];
        }
        ratings = movedRatings;
      }
    }

    private int[] moved(int[] column, int[] to) {
      int[] moved = new int[size];
      for (int row = 0; row < size; row++) {
        moved[to[row]] = column[row];
      }
      return moved;
    }
  }

  private void sort(int from, int to) {
    InteractionLog rows =
        new InteractionLog(
            itemIds,
            new int[] {0, to - from},
            Arrays.copyOfRange(items, from, to),
            Arrays.copyOfRange(kinds, from, to),
            Arrays.copyOfRange(seconds, from, to),
            ratings == null ? null : Arrays.copyOfRange(ratings, from, to),
            Arrays.copyOfRange(orders, from, to));
    int[] order = RowOrder.byItemAndKind(rows.items, rows.kinds, to - from);
    for (int i = 0; i < order.length; i++) {
      copyRow(rows, order[i], from + i);
    }
  }
}
