package io.tierwise.recommend.placement;

import io.tierwise.recommend.feedback.Touches.VariantClicks;
import io.tierwise.recommend.placement.Placement.Variant;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/**
 * Chooses the variant of a placement for a user.
 *
 * <p>By shares: a stable hash of (placement, user), the same at any time and on any machine. By
 * Thompson sampling: each variant draws a click rate from its Beta(1 + clicked lists, 1 + other
 * lists), the highest wins; W. R. Thompson, On the Likelihood that One Unknown Probability Exceeds
 * Another, 1933. The draw is seeded by user and hour, so that a page does not change as it is
 * reloaded.
 */
final class ChooseVariant {
  static Variant of(Placement placement, String user, Instant now, List<VariantClicks> clicks) {
    List<Variant> variants = placement.variants();
    if (variants.size() == 1) {
      return variants.getFirst();
    }
    return switch (placement.selection()) {
      case SHARES -> byShare(placement, user);
      case THOMPSON ->
          byClicks(variants, clicks, random(placement, user, now.getEpochSecond() / 3600));
    };
  }

  private static Variant byShare(Placement placement, String user) {
    double total = placement.variants().stream().mapToDouble(Variant::share).sum();
    double at = random(placement, user, 0).nextDouble() * total;
    for (Variant variant : placement.variants()) {
      at -= variant.share();
      if (at < 0) {
        return variant;
      }
    }
    return placement.variants().getLast();
  }

  private static Variant byClicks(
      List<Variant> variants, List<VariantClicks> clicks, SplittableRandom random) {
    Variant best = variants.getFirst();
    double highest = -1;
    for (Variant variant : variants) {
      long lists = 0;
      long clicked = 0;
      for (VariantClicks known : clicks) {
        if (known.variant().equals(variant.name())) {
          lists += known.lists();
          clicked += known.clickedLists();
        }
      }
      double rate = beta(1.0 + clicked, 1.0 + Math.max(0, lists - clicked), random);
      if (rate > highest) {
        highest = rate;
        best = variant;
      }
    }
    return best;
  }

  private static SplittableRandom random(Placement placement, String user, long hour) {
    CRC32C high = new CRC32C();
    high.update(placement.name().getBytes(StandardCharsets.UTF_8));
    high.update(0);
    high.update(user.getBytes(StandardCharsets.UTF_8));
    // The generator mixes its seed well: equal hashes are the only danger.
    return new SplittableRandom(
        ((long) user.hashCode() << 32 ^ high.getValue()) + hour * 0x9E3779B97F4A7C15L);
  }

  private static double beta(double a, double b, SplittableRandom random) {
    double x = gamma(a, random);
    return x / (x + gamma(b, random));
  }

  /** G. Marsaglia, W. W. Tsang, A Simple Method for Generating Gamma Variables, 2000. */
  private static double gamma(double shape, SplittableRandom random) {
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }

  private ChooseVariant() {}
}
