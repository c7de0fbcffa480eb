package io.tierwise.segmentation.run;

import io.tierwise.segmentation.customer.Customer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells whether two runs read the same features: SHA-256 over all of them, shortened. */
final class DataFingerprint {
  private static final int BYTES = 12;

  static String of(List<Customer> everybody) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Customer c : everybody) {
        String row =
            String.join(
                "\t",
                c.userId(),
                c.firstSeenAt().toString(),
                c.lastSeenAt().toString(),
                String.valueOf(c.orders()),
                String.valueOf(c.firstOrderAt()),
                String.valueOf(c.lastOrderAt()),
                c.netRevenue().stripTrailingZeros().toPlainString(),
                String.valueOf(c.averageOrderValue()),
                String.valueOf(c.sessions()),
                String.valueOf(c.browseSeconds()),
                String.valueOf(c.activeDays()),
                String.valueOf(c.categoryBreadth()));
        digest.update((row + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private DataFingerprint() {}
}
