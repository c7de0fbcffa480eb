package io.tierwise.profile.event;

import org.jspecify.annotations.Nullable;

/**
 * The last statement about something. Taking the later of two is associative and commutative; two
 * statements with one stamp, which only merged users can have, are ordered by their text.
 */
public record Latest<T>(T value, Stamp stamp) {
  public static <T> Latest<T> of(@Nullable Latest<T> a, Latest<T> b) {
    if (a == null) {
      return b;
    }
    int order = a.stamp.compareTo(b.stamp);
    if (order == 0) {
      order = a.value.toString().compareTo(b.value.toString());
    }
    return order >= 0 ? a : b;
  }

  /** The first statement instead, by the same order. */
  public static <T> Latest<T> earliestOf(@Nullable Latest<T> a, Latest<T> b) {
    return a == null || of(a, b) == a ? b : a;
  }
}
