package io.tierwise.segmentation.value;

import io.tierwise.segmentation.clv.HistoryTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Histories of all customers with an order, and which version of their features was read. Columns
 * throughout, so that a million customers fit into memory.
 */
public final class BulkHistories {
  private final Instant dataCut;
  private final HistoryTable histories = new HistoryTable();
  private final List<String> userIds = new ArrayList<>();
  private long[] versions = new long[1024];
  private long withoutHistory;

  public BulkHistories(Instant dataCut) {
    this.dataCut = dataCut;
  }

  /**
   * @param version microseconds of the instant of the features
   * @param first second of the first order, null where it is not known
   */
  public void add(
      String userId,
      long version,
      long orders,
      @Nullable Long first,
      long last,
      double netRevenue) {
    Long begin = orders == 1 ? Long.valueOf(last) : first;
    if (begin == null) {
      withoutHistory++;
      return;
    }
    if (userIds.size() == versions.length) {
      versions = Arrays.copyOf(versions, versions.length * 2);
    }
    versions[userIds.size()] = version;
    userIds.add(userId);
    histories.add(Histories.of(orders, begin, last, dataCut.getEpochSecond(), netRevenue));
  }

  public Instant dataCut() {
    return dataCut;
  }

  public HistoryTable histories() {
    return histories;
  }

  public int size() {
    return userIds.size();
  }

  public String userId(int customer) {
    return userIds.get(customer);
  }

  public long version(int customer) {
    return versions[customer];
  }

  public long withoutHistory() {
    return withoutHistory;
  }
}
