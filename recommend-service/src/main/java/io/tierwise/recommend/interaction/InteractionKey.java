package io.tierwise.recommend.interaction;

/**
 * 64 bits in place of the natural key (kind, item, order or message id), unique within a user.
 *
 * <p>Two of a user's n deeds collide with probability n²/2⁶⁵: below 10⁻¹² for 5,000 deeds. A
 * collision would lose one interaction; an index on the texts would cost every event.
 */
public final class InteractionKey {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /**
   * @param source the order id of a purchase, else the message id of the event
   */
  public static long of(InteractionKind kind, String itemId, String source) {
    long hash = (FNV_OFFSET ^ kind.code()) * FNV_PRIME;
    hash = append(hash, itemId);
    // A separator that no text contains, so that ("ab", "c") and ("a", "bc") differ.
    hash = (hash ^ 0x1FFFF) * FNV_PRIME;
    return mix(append(hash, source));
  }

  private static long append(long hash, String text) {
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }

  /** FNV leaves the high bits of short texts poor; the finaliser of SplitMix64 spreads them. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private InteractionKey() {}
}
