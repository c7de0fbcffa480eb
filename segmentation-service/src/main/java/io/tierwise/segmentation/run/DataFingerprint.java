package io.tierwise.segmentation.run;

import io.tierwise.segmentation.customer.CustomerTable;
import io.tierwise.segmentation.customer.CustomerTable.Number;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two runs read the same features: SHA-256 over all of them, shortened. */
final class DataFingerprint {
  private static final int BYTES = 12;
  private static final Number[] COLUMNS = {
    Number.FIRST_SEEN_AT,
    Number.LAST_SEEN_AT,
    Number.ORDERS,
    Number.FIRST_ORDER_AT,
    Number.LAST_ORDER_AT,
    Number.SESSIONS,
    Number.BROWSE_SECONDS,
    Number.ACTIVE_DAYS,
    Number.CATEGORY_BREADTH
  };

  static String of(CustomerTable everybody) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer numbers = ByteBuffer.allocate((COLUMNS.length + 3) * Long.BYTES);
      for (int row = 0; row < everybody.size(); row++) {
        String texts =
            everybody.userId(row)
                + "\t"
                + everybody.netRevenue(row).stripTrailingZeros().toPlainString()
                + "\n";
        digest.update(texts.getBytes(StandardCharsets.UTF_8));
        numbers.clear();
        for (Number column : COLUMNS) {
          numbers.putLong(everybody.number(row, column));
        }
        numbers
            .putDouble(everybody.averageOrderValue(row))
            .putDouble(everybody.lifetimeValue(row))
            .putDouble(everybody.purchaseProbability(row));
        digest.update(numbers.flip());
      }
      return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private DataFingerprint() {}
}
