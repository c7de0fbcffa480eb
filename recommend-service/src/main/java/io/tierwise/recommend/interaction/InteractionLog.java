package io.tierwise.recommend.interaction;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everybody's interactions as columns: what models are fitted to. About 25 bytes a row.
 *
 * <p>The rows of user u are [{@link #start}(u), {@link #end}(u)), ordered by item and kind. Items
 * are numbered in the order of their ids, so that equal data gives equal numbers.
 */
public final class InteractionLog implements DeedColumns {
  private final List<String> itemIds;
  private final int[] starts;
  private final int[] items;
  private final byte[] kinds;
  private final long[] seconds;
  private final float[] ratings;
  private final int[] orders;

  private InteractionLog(
      List<String> itemIds,
      int[] starts,
      int[] items,
      byte[] kinds,
      long[] seconds,
      float[] ratings,
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
    return items.length;
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
    return seconds[row];
  }

  @Override
  public float rating(int row) {
    return ratings[row];
  }

  /** The number of the order, or -1; lines of one order have the same number. */
  public int order(int row) {
    return orders[row];
  }

  public boolean isPurchase(int row) {
    return kinds[row] == InteractionKind.PURCHASE.code();
  }

  /** Epoch second of the newest row, 0 without rows. */
  public long newest() {
    return Arrays.stream(seconds).max().orElse(0);
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
      newest = Math.max(newest, seconds[row]);
    }
    return strengths(user, newest, weights, buffer);
  }

  /** The rows strictly before an epoch second; users and items keep their numbers. */
  public InteractionLog before(long second) {
    int kept = 0;
    int[] newStarts = new int[starts.length];
    int[] rows = new int[items.length];
    for (int user = 0; user < users(); user++) {
      newStarts[user] = kept;
      for (int row = start(user); row < end(user); row++) {
        if (seconds[row] < second) {
          rows[kept++] = row;
        }
      }
    }
    newStarts[users()] = kept;
    InteractionLog log =
        new InteractionLog(
            itemIds,
            newStarts,
            new int[kept],
            new byte[kept],
            new long[kept],
            new float[kept],
            new int[kept]);
    for (int to = 0; to < kept; to++) {
      log.copyRow(this, rows[to], to);
    }
    return log;
  }

  private void copyRow(InteractionLog from, int row, int to) {
    items[to] = from.items[row];
    kinds[to] = from.kinds[row];
    seconds[to] = from.seconds[row];
    ratings[to] = from.ratings[row];
    orders[to] = from.orders[row];
  }

  /** Takes rows in any order within a user, users one after the other. */
  public static final class Builder {
    private final Map<String, Integer> itemNumbers = new HashMap<>();
    private final Map<String, Integer> ordersOfUser = new HashMap<>();
    private int orderCount;
    private int users;
    private int size;
    private String user = "";
    private int[] starts = new int[1024];
    private int[] items = new int[4096];
    private byte[] kinds = new byte[4096];
    private long[] seconds = new long[4096];
    private float[] ratings = new float[4096];
    private int[] orders = new int[4096];

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
      if (users == 0 || !userId.equals(user)) {
        beginUser(userId);
      }
      if (size == items.length) {
        grow();
      }
      items[size] = itemNumbers.computeIfAbsent(itemId, _ -> itemNumbers.size());
      kinds[size] = kind;
      seconds[size] = second;
      ratings[size] = rating;
      orders[size++] =
          order.isEmpty() ? -1 : ordersOfUser.computeIfAbsent(order, _ -> orderCount++);
      return this;
    }

    private void beginUser(String userId) {
      user = userId;
      ordersOfUser.clear();
      if (users == starts.length) {
        starts = Arrays.copyOf(starts, users * 2);
      }
      starts[users++] = size;
    }

    private void grow() {
      int capacity = size * 2;
      items = Arrays.copyOf(items, capacity);
      kinds = Arrays.copyOf(kinds, capacity);
      seconds = Arrays.copyOf(seconds, capacity);
      ratings = Arrays.copyOf(ratings, capacity);
      orders = Arrays.copyOf(orders, capacity);
    }

    public InteractionLog build() {
      List<String> ids = itemNumbers.keySet().stream().sorted().toList();
      int[] sorted = new int[ids.size()];
      for (int i = 0; i < ids.size(); i++) {
        sorted[itemNumbers.getOrDefault(ids.get(i), -1)] = i;
      }
      for (int row = 0; row < size; row++) {
        items[row] = sorted[items[row]];
      }
      int[] userStarts = Arrays.copyOf(starts, users + 1);
      userStarts[users] = size;
      InteractionLog log =
          new InteractionLog(
              ids,
              userStarts,
              new int[size],
              new byte[size],
              new long[size],
              new float[size],
              new int[size]);
      for (int u = 0; u < users; u++) {
        int from = userStarts[u];
        int to = userStarts[u + 1];
        int[] order =
            RowOrder.byItemAndKind(
                Arrays.copyOfRange(items, from, to),
                Arrays.copyOfRange(kinds, from, to),
                to - from);
        for (int i = 0; i < order.length; i++) {
          log.fillRow(this, from + order[i], from + i);
        }
      }
      return log;
    }
  }

  private void fillRow(Builder from, int row, int to) {
    items[to] = from.items[row];
    kinds[to] = from.kinds[row];
    seconds[to] = from.seconds[row];
    ratings[to] = from.ratings[row];
    orders[to] = from.orders[row];
  }
}
