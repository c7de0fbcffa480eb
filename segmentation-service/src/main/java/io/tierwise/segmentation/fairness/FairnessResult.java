package io.tierwise.segmentation.fairness;

import io.tierwise.segmentation.customer.TieringFeature;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an audit found. Customers are placed by the rule of the run on features as they were when
 * the audit read them.
 *
 * @param tiers best first
 * @param favourable how many of the best tiers count as being favoured
 * @param shares of all groups, the largest first
 * @param impacts in the same order
 * @param lowestRatio of the groups that are judged; null for fewer than two
 * @param proxies all features of the run, the one that tells the groups best first
 * @param without what tiers would be without the proxies; null if there are none
 */
public record FairnessResult(
    Instant readAt,
    long customers,
    List<String> tiers,
    int favourable,
    List<GroupShares> shares,
    List<Impact> impacts,
    @Nullable Double lowestRatio,
    Verdict verdict,
    List<Proxy> proxies,
    @Nullable Without without) {
  public FairnessResult {
    tiers = List.copyOf(tiers);
    shares = List.copyOf(shares);
    impacts = List.copyOf(impacts);
    proxies = List.copyOf(proxies);
  }

  /** Of all groups together. */
  public enum Verdict {
    FAIR,
    ADVERSE,
    UNCLEAR,
    NOT_JUDGED
  }

  /**
   * @param customers by tier, best first
   */
  public record GroupShares(String group, List<Long> customers) {
    public GroupShares {
      customers = List.copyOf(customers);
    }

    public long total() {
      return customers.stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * The same engine, seed and customers, without the proxies.
   *
   * @param features that are left
   * @param refused why no tiers can be made of them; everything below is empty then
   * @param moved customers who would be in another tier
   */
  public record Without(
      List<TieringFeature> features,
      @Nullable String refused,
      long moved,
      long up,
      long down,
      List<Impact> impacts,
      @Nullable Double lowestRatio,
      Verdict verdict) {
    public Without {
      features = List.copyOf(features);
      impacts = List.copyOf(impacts);
    }
  }

  static @Nullable Double lowest(List<Impact> impacts) {
    return impacts.stream()
        .filter(impact -> impact.verdict() != Impact.Verdict.NOT_JUDGED)
        .filter(impact -> impact.verdict() != Impact.Verdict.REFERENCE)
        .map(Impact::ratio)
        .reduce((a, b) -> a == null || b == null ? null : Double.valueOf(Math.min(a, b)))
        .orElse(null);
  }

  static Verdict verdict(List<Impact> impacts) {
    Verdict worst = Verdict.NOT_JUDGED;
    for (Impact impact : impacts) {
      switch (impact.verdict()) {
        case ADVERSE -> {
          return Verdict.ADVERSE;
        }
        case UNCLEAR -> worst = Verdict.UNCLEAR;
        case FAIR -> worst = worst == Verdict.UNCLEAR ? worst : Verdict.FAIR;
        case REFERENCE, NOT_JUDGED -> {}
      }
    }
    return worst;
  }
}
