package io.tierwise.campaign.coupon;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** How codes look: as they are read out and typed, upper and lower case are the same. */
public final class CouponCodes {
  /** Without characters that are easily taken for others. */
  private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

  /** The form in which codes are kept and compared. */
  public static String normal(String code) {
    return code.strip().toUpperCase(Locale.ROOT);
  }

  /**
   * @param random one that nobody can guess
   * @param length of the part after the prefix; five bits a character
   */
  public static String draw(RandomGenerator random, String prefix, int length) {
    StringBuilder code = new StringBuilder(prefix);
    for (int i = 0; i < length; i++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  private CouponCodes() {}
}
