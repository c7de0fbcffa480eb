package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.CatalogueEntry;
import io.tierwise.recommend.interaction.Strengths;

/**
 * The prices that a user looks at and pays: mean and deviation of ln(price), weighted by the
 * strength of the interest, drawn to a deviation of ln 2 by one piece of evidence.
 *
 * @param mean of ln(price); NaN where no price is known
 * @param deviation above 0
 */
public record PriceBand(double mean, double deviation) {
  public static final PriceBand UNKNOWN = new PriceBand(Double.NaN, 1);
  private static final double PRIOR_VARIANCE = Math.log(2) * Math.log(2);
  private static final double NORMAL_80 = 1.2815515655446004;

  static PriceBand of(Strengths user, Catalogue catalogue) {
    double weight = 0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < user.size(); i++) {
      CatalogueEntry entry = catalogue.entry(user.item(i));
      double strength = user.value(i);
      // Written so that NaN, an item without price, says nothing.
      if (entry != null && entry.price() > 0 && strength > 0) {
        double ln = Math.log(entry.price());
        weight += strength;
        sum += strength * ln;
        squares += strength * ln * ln;
      }
    }
    if (weight == 0) {
      return UNKNOWN;
    }
    double mean = sum / weight;
    double spread = Math.max(0, squares - weight * mean * mean);
    return new PriceBand(mean, Math.sqrt((spread + PRIOR_VARIANCE) / (weight + 1)));
  }

  public boolean isKnown() {
    return !Double.isNaN(mean);
  }

  /** Where four of five prices lie; only where it is known. */
  public double low() {
    return Math.exp(mean - NORMAL_80 * deviation);
  }

  /** See {@link #low}. */
  public double high() {
    return Math.exp(mean + NORMAL_80 * deviation);
  }

  /** 1 at the usual price, towards 0 far away from it; 1 where nothing is known. */
  double fit(double price) {
    if (!isKnown() || !(price > 0)) {
      return 1;
    }
    double z = (Math.log(price) - mean) / deviation;
    return Math.exp(-z * z / 2);
  }
}
