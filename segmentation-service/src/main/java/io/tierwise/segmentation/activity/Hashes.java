package io.tierwise.segmentation.activity;

/** Texts as 64-bit numbers that are the same in every process and version. */
public final class Hashes {
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  /**
   * FNV-1a over the UTF-16 units (Fowler, Noll, Vo), finished as in MurmurHash3 (Appleby, 2011) so
   * that texts that differ at the end differ everywhere.
   *
   * @return never 0, which stands for no text
   */
  public static long of(String text) {
    long hash = BASIS;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }

  private Hashes() {}
}
