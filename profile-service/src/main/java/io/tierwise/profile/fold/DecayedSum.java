package io.tierwise.profile.fold;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A sum of decayed weights, mantissa times 2^exponent, exact: adding is associative and commutative
 * to the last bit, which floating point is not, so that a fold in any order equals a recompute. In
 * normal form the mantissa is odd, or it and the exponent are zero.
 *
 * @param small the mantissa, as nearly all are for years
 * @param large the mantissa where it takes more than 62 bits; then {@code small} is 0
 */
public record DecayedSum(long small, @Nullable BigInteger large, int exponent)
    implements Comparable<DecayedSum> {
  public static final DecayedSum ZERO = new DecayedSum(0, 0);
  private static final int SMALL_BITS = 62;

  public DecayedSum {
    if (large != null) {
      int zeros = Math.max(0, large.getLowestSetBit());
      large = large.shiftRight(zeros);
      exponent += zeros;
      if (large.bitLength() <= SMALL_BITS) {
        small = large.longValue();
        large = null;
      }
    }
    if (large == null) {
      int zeros = small == 0 ? -exponent : Long.numberOfTrailingZeros(small);
      small = small == 0 ? 0 : small >> zeros;
      exponent += zeros;
    }
  }

  /**
   * @param mantissa of at most 62 bits and a sign
   */
  public DecayedSum(long mantissa, int exponent) {
    this(mantissa, null, exponent);
  }

  public DecayedSum(BigInteger mantissa, int exponent) {
    this(0, mantissa, exponent);
  }

  public BigInteger mantissa() {
    return large == null ? BigInteger.valueOf(small) : large;
  }

  boolean isZero() {
    return large == null && small == 0;
  }

  public DecayedSum plus(DecayedSum other) {
    if (isZero()) {
      return other;
    }
    if (other.isZero()) {
      return this;
    }
    int low = Math.min(exponent, other.exponent);
    if (bits(low) < SMALL_BITS && other.bits(low) < SMALL_BITS) {
      return new DecayedSum(
          (small << (exponent - low)) + (other.small << (other.exponent - low)), low);
    }
    BigInteger sum =
        mantissa().shiftLeft(exponent - low).add(other.mantissa().shiftLeft(other.exponent - low));
    return new DecayedSum(sum, low);
  }

  /** That the mantissa takes where the exponent is so low. */
  private int bits(int low) {
    int length =
        large == null
            ? Long.SIZE - Long.numberOfLeadingZeros(small < 0 ? ~small : small)
            : large.bitLength();
    return length + exponent - low;
  }

  /** This part of a whole, 0..1. */
  public double shareOf(DecayedSum whole) {
    if (whole.isZero()) {
      return 0;
    }
    BigInteger all = whole.mantissa();
    int surplus = Math.max(0, all.bitLength() - SMALL_BITS);
    int wholeExponent = whole.exponent + surplus;
    double part =
        large == null
            ? Math.scalb((double) small, exponent - wholeExponent)
            : scaled(large, exponent - wholeExponent);
    return part / all.shiftRight(surplus).doubleValue();
  }

  private static double scaled(BigInteger value, int exponent) {
    int surplus = Math.max(0, value.bitLength() - SMALL_BITS);
    return Math.scalb(value.shiftRight(surplus).doubleValue(), exponent + surplus);
  }

  @Override
  public int compareTo(DecayedSum other) {
    boolean positive = small > 0 && other.small > 0;
    int highest = Integer.compare(bits(0), other.bits(0));
    if (positive && highest != 0) {
      return highest;
    }
    int low = Math.min(exponent, other.exponent);
    if (positive) {
      // As many bits from the same one on: none of them is lost.
      return Long.compare(small << (exponent - low), other.small << (other.exponent - low));
    }
    return mantissa()
        .shiftLeft(exponent - low)
        .compareTo(other.mantissa().shiftLeft(other.exponent - low));
  }
}
