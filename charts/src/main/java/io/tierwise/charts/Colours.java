package io.tierwise.charts;

import java.util.List;
import java.util.Locale;

/** Colours that keep apart on screen, on grey paper and for those who see fewer of them. */
public final class Colours {
  public static final String PAPER = "#ffffff";
  public static final String INK = "#1c2733";
  public static final String QUIET = "#52606d";
  public static final String GRID = "#d5dce3";

  /** Of series, after M. Okabe and K. Ito, Color Universal Design, 2008, darkened for text. */
  static final List<String> SERIES = List.of("#0b5394", "#b45309", "#00694f", "#8b2f6b");

  private static final int[] PALE = {0xEE, 0xF4, 0xFA};
  private static final int[] DEEP = {0x0B, 0x3F, 0x73};

  public static String series(int index) {
    return SERIES.get(index % SERIES.size());
  }

  /**
   * @param strength 0 for the palest, 1 for the deepest; taken to the nearest of both outside
   */
  public static String ramp(double strength) {
    int[] colour = mixed(strength);
    return String.format(Locale.ROOT, "#%02x%02x%02x", colour[0], colour[1], colour[2]);
  }

  /** Black or white, whichever reads better on the ramp. */
  public static String inkOn(double strength) {
    double luminance = luminance(mixed(strength));
    return 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000";
  }

  /** Relative luminance of WCAG 2.2, 0..1. */
  static double luminance(int[] rgb) {
    double[] linear = new double[3];
    for (int i = 0; i < 3; i++) {
      double c = rgb[i] / 255.0;
      linear[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }

  private static int[] mixed(double strength) {
    double s = Double.isNaN(strength) ? 0 : Math.clamp(strength, 0, 1);
    int[] colour = new int[3];
    for (int i = 0; i < 3; i++) {
      colour[i] = (int) Math.round(PALE[i] + s * (DEEP[i] - PALE[i]));
    }
    return colour;
  }

  private Colours() {}
}
