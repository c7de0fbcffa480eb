package io.tierwise.launcher.terminal;

/** Shares as bars of characters, so that sizes are seen before they are read. */
public final class Bars {
  private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

  private static final boolean BLOCKS = System.out.charset().newEncoder().canEncode("█▏");

  /**
   * @param share 0..1; anything else is drawn as the nearer end
   * @param width of the full bar in characters
   */
  public static String of(double share, int width) {
    return of(share, width, BLOCKS);
  }

  /**
   * @param blocks whether the terminal can draw them
   */
  static String of(double share, int width, boolean blocks) {
    double clamped = share >= 0 ? Math.min(1, share) : 0;
    if (!blocks) {
      int full = Math.toIntExact(Math.round(clamped * width));
      return "#".repeat(full) + " ".repeat(width - full);
    }
    long eighths = Math.round(clamped * width * 8);
    StringBuilder bar = new StringBuilder("█".repeat((int) (eighths / 8)));
    bar.append(EIGHTHS[(int) (eighths % 8)]);
    return bar.toString() + " ".repeat(width - bar.length());
  }

  private Bars() {}
}
