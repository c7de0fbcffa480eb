package io.tierwise.segmentation.propensity;

import io.tierwise.segmentation.propensity.PropensityModel.Reason;
import java.util.Locale;

/** A reason as a code and as a sentence. */
public final class ReasonInWords {
  /** The feature, and whether it is above or below what is typical. */
  public static String code(Reason reason) {
    int sides = Double.compare(reason.value(), reason.typical());
    return reason.feature() + (sides > 0 ? "-high" : sides < 0 ? "-low" : "-typical");
  }

  public static String text(Reason reason) {
    return String.format(
        Locale.ROOT,
        "%s: %s, where %s is typical, makes it %s likely",
        capital(CutFeature.meaningOf(reason.feature())),
        number(reason.value()),
        number(reason.typical()),
        reason.contribution() >= 0 ? "more" : "less");
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private ReasonInWords() {}
}
