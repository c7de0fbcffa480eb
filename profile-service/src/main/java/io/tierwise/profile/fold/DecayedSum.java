package io.tierwise.profile.fold;

import java.math.BigInteger;

/**
 * A sum of decayed weights, mantissa times 2^exponent, exact: adding is associative and commutative
 * to the last bit, which floating point is not, so that a fold in any order equals a recompute. In
 * normal form the mantissa is odd, or both are zero.
 */
public record DecayedSum(BigInteger mantissa, int exponent) implements Comparable<DecayedSum> {
  public static final DecayedSum ZERO = new DecayedSum(BigInteger.ZERO, 0);

  public DecayedSum {
    int zeros = mantissa.getLowestSetBit();
    if (zeros > 0) {
      mantissa = mantissa.shiftRight(zeros);
      exponent += zeros;
    } else if (zeros < 0) {
      exponent = 0;
    }
  }

  public DecayedSum plus(DecayedSum other) {
    if (mantissa.signum() == 0) {
      return other;
    }
    if (other.mantissa.signum() == 0) {
      return this;
    }
    int low = Math.min(exponent, other.exponent);
    if (bits(low) < Long.SIZE - 2 && other.bits(low) < Long.SIZE - 2) {
      // As nearly all are, for years.
      long sum =
          (mantissa.longValue() << (exponent - low))
              + (other.mantissa.longValue() << (other.exponent - low));
      return new DecayedSum(BigInteger.valueOf(sum), low);
    }
    BigInteger sum =
        mantissa.shiftLeft(exponent - low).add(other.mantissa.shiftLeft(other.exponent - low));
    return new DecayedSum(sum, low);
  }

  /** That the mantissa takes where the exponent is so low. */
  private int bits(int low) {
    return mantissa.bitLength() + exponent - low;
  }

  /** This part of a whole, 0..1. */
  public double shareOf(DecayedSum whole) {
    if (whole.mantissa.signum() == 0) {
      return 0;
    }
    int surplus = Math.max(0, whole.mantissa.bitLength() - 62);
    int wholeExponent = whole.exponent + surplus;
    double part = scaled(mantissa, exponent - wholeExponent);
    return part / whole.mantissa.shiftRight(surplus).doubleValue();
  }

  private static double scaled(BigInteger value, int exponent) {
    int surplus = Math.max(0, value.bitLength() - 62);
    return Math.scalb(value.shiftRight(surplus).doubleValue(), exponent + surplus);
  }

  @Override
  public int compareTo(DecayedSum other) {
    int highest = Integer.compare(bits(0), other.bits(0));
    if (mantissa.signum() > 0 && other.mantissa.signum() > 0 && highest != 0) {
      return highest;
    }
    int low = Math.min(exponent, other.exponent);
    return mantissa
        .shiftLeft(exponent - low)
        .compareTo(other.mantissa.shiftLeft(other.exponent - low));
  }
}
