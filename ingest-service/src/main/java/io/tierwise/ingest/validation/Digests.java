package io.tierwise.ingest.validation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * Ids for what comes without one, made from its bytes so that a retry gets the same id again.
 *
 * <p>The hour of arrival is part of the id: a retry comes within seconds, while the same bytes
 * without id and time on another day are another event. Whoever sends equal events within one hour
 * and wants both counted gives them a {@code messageId} or a {@code timestamp}.
 */
public final class Digests {
  private static final int HEX_DIGITS = 32;

  /** 128 bits of SHA-256 in hexadecimal digits. */
  public static String idOf(
      String source, Instant arrivedAt, byte[] bytes, int offset, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String scope = source + "\n" + arrivedAt.truncatedTo(ChronoUnit.HOURS) + "\n";
      digest.update(scope.getBytes(StandardCharsets.UTF_8));
      digest.update(bytes, offset, length);
      return HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private Digests() {}
}
