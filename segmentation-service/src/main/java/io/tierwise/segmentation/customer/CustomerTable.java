package io.tierwise.segmentation.customer;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many customers as columns: a million take about 110 MB, and nothing of them is an object until it
 * is looked at. Filled row by row, in the order of the rows.
 */
public final class CustomerTable {
  /** Stands for an instant that is not known. */
  public static final long NEVER = Long.MIN_VALUE;

  private int size;
  private final TextColumn userIds = new TextColumn();
  private final DecimalColumn netRevenue = new DecimalColumn();
  private final long[][] numbers = new long[Number.values().length][1024];
  private double[] averageOrderValues = new double[1024];
  private double[] lifetimeValues = new double[1024];
  private double[] purchaseProbabilities = new double[1024];

  /** Columns of whole numbers; instants are microseconds since 1970, or {@link #NEVER}. */
  public enum Number {
    FEATURES_AS_OF,
    FIRST_SEEN_AT,
    LAST_SEEN_AT,
    ORDERS,
    FIRST_ORDER_AT,
    LAST_ORDER_AT,
    SESSIONS,
    BROWSE_SECONDS,
    ACTIVE_DAYS,
    CATEGORY_BREADTH
  }

  /**
   * Adds a customer.
   *
   * @param userId UTF-8, from {@code offset}, {@code length} bytes of it
   * @param row one for each {@link Number}
   * @param averageOrderValue NaN for none
   * @param lifetimeValue NaN where nobody has estimated it
   * @param purchaseProbability NaN where no live model scores the customer
   */
  public void add(
      byte[] userId,
      int offset,
      int length,
      long[] row,
      BigDecimal revenue,
      double averageOrderValue,
      double lifetimeValue,
      double purchaseProbability) {
    if (size == averageOrderValues.length) {
      int larger = TextColumn.larger(size, size + 1);
      averageOrderValues = Arrays.copyOf(averageOrderValues, larger);
      lifetimeValues = Arrays.copyOf(lifetimeValues, larger);
      purchaseProbabilities = Arrays.copyOf(purchaseProbabilities, larger);
      for (int column = 0; column < numbers.length; column++) {
        numbers[column] = Arrays.copyOf(numbers[column], larger);
      }
    }
    userIds.add(userId, offset, length);
    netRevenue.add(revenue);
    for (int column = 0; column < numbers.length; column++) {
      numbers[column][size] = row[column];
    }
    averageOrderValues[size] = averageOrderValue;
    lifetimeValues[size] = lifetimeValue;
    purchaseProbabilities[size] = purchaseProbability;
    size++;
  }

  /** Without lifetime values. */
  public static CustomerTable of(List<Customer> customers) {
    CustomerTable table = new CustomerTable();
    for (Customer c : customers) {
      byte[] id = c.userId().getBytes(StandardCharsets.UTF_8);
      BigDecimal average = c.averageOrderValue();
      long[] row = {
        micros(c.featuresAsOf()),
        micros(c.firstSeenAt()),
        micros(c.lastSeenAt()),
        c.orders(),
        micros(c.firstOrderAt()),
        micros(c.lastOrderAt()),
        c.sessions(),
        c.browseSeconds(),
        c.activeDays(),
        c.categoryBreadth()
      };
      table.add(
          id,
          0,
          id.length,
          row,
          c.netRevenue(),
          average == null ? Double.NaN : average.doubleValue(),
          Double.NaN,
          c.purchaseProbability() == null ? Double.NaN : c.purchaseProbability());
    }
    return table;
  }

  public int size() {
    return size;
  }

  /** One customer as an object. */
  public Customer customer(int row) {
    double average = averageOrderValues[row];
    double probability = purchaseProbabilities[row];
    return new Customer(
        userIds.get(row),
        known(row, Number.FEATURES_AS_OF),
        known(row, Number.FIRST_SEEN_AT),
        known(row, Number.LAST_SEEN_AT),
        number(row, Number.ORDERS),
        instant(row, Number.FIRST_ORDER_AT),
        instant(row, Number.LAST_ORDER_AT),
        netRevenue.get(row),
        Double.isNaN(average) ? null : BigDecimal.valueOf(average),
        number(row, Number.SESSIONS),
        number(row, Number.BROWSE_SECONDS),
        (int) number(row, Number.ACTIVE_DAYS),
        (int) number(row, Number.CATEGORY_BREADTH),
        Double.isNaN(probability) ? null : Double.valueOf(probability));
  }

  public long number(int row, Number column) {
    return numbers[column.ordinal()][row];
  }

  public String userId(int row) {
    return userIds.get(row);
  }

  public BigDecimal netRevenue(int row) {
    return netRevenue.get(row);
  }

  /** NaN for none. */
  public double averageOrderValue(int row) {
    return averageOrderValues[row];
  }

  /** Of an order soon; NaN where no live model scores the customer. */
  public double purchaseProbability(int row) {
    return purchaseProbabilities[row];
  }

  /** What the customer is expected to bring; NaN where nobody has estimated it. */
  public double lifetimeValue(int row) {
    return lifetimeValues[row];
  }

  /** Rows of those who have ordered, ascending. */
  public int[] buyers() {
    int[] rows = new int[size];
    int n = 0;
    for (int row = 0; row < size; row++) {
      if (number(row, Number.ORDERS) > 0) {
        rows[n++] = row;
      }
    }
    return Arrays.copyOf(rows, n);
  }

  /**
   * @return when anybody was last seen, as far as that is not in the future
   */
  public @Nullable Instant latestActivity(Instant now) {
    long limit = micros(now);
    long latest = NEVER;
    for (int row = 0; row < size; row++) {
      long seen = number(row, Number.LAST_SEEN_AT);
      latest = seen > limit ? latest : Math.max(latest, seen);
    }
    return latest == NEVER ? null : instant(latest);
  }

  private Instant known(int row, Number column) {
    return instant(number(row, column));
  }

  private @Nullable Instant instant(int row, Number column) {
    long micros = number(row, column);
    return micros == NEVER ? null : instant(micros);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static long micros(@Nullable Instant instant) {
    return instant == null ? NEVER : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
