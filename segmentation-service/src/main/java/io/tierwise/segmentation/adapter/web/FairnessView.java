package io.tierwise.segmentation.adapter.web;

import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.fairness.FairnessAudit;
import io.tierwise.segmentation.fairness.FairnessResult;
import io.tierwise.segmentation.fairness.FairnessResult.GroupShares;
import io.tierwise.segmentation.fairness.Impact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An audit as it is shown. */
record FairnessView(
    UUID runId,
    String attribute,
    FairnessAudit.State state,
    int favourable,
    double proxyBound,
    String createdBy,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable Result result,
    @Nullable String failure) {

  record Result(
      Instant readAt,
      long customers,
      List<String> favouredTiers,
      List<Group> groups,
      @Nullable Double lowestRatio,
      FairnessResult.Verdict verdict,
      List<ProxyView> features,
      @Nullable WithoutView withoutProxies) {
    static Result of(FairnessResult r) {
      List<Group> groups = new ArrayList<>();
      for (int g = 0; g < r.shares().size(); g++) {
        groups.add(Group.of(r.shares().get(g), r.tiers(), r.impacts().get(g)));
      }
      return new Result(
          r.readAt(),
          r.customers(),
          r.tiers().subList(0, r.favourable()),
          groups,
          r.lowestRatio(),
          r.verdict(),
          r.proxies().stream()
              .map(p -> new ProxyView(p.feature().key(), p.area(), p.group(), p.isProxy()))
              .toList(),
          WithoutView.of(r.without()));
    }
  }

  /** A group, its shares by tier and how it fares. */
  record Group(String name, List<Share> tiers, Impact impact) {
    static Group of(GroupShares shares, List<String> tiers, Impact impact) {
      long total = Math.max(1, shares.total());
      List<Share> all = new ArrayList<>();
      for (int t = 0; t < tiers.size(); t++) {
        long customers = shares.customers().get(t);
        all.add(new Share(tiers.get(t), customers, customers / (double) total));
      }
      return new Group(shares.group(), all, impact);
    }
  }

  record Share(String tier, long customers, double share) {}

  /**
   * @param area under the ROC curve of telling the group
   */
  record ProxyView(String feature, double area, String group, boolean proxy) {}

  record WithoutView(
      List<String> features,
      @Nullable String refused,
      long moved,
      long up,
      long down,
      List<Impact> impacts,
      @Nullable Double lowestRatio,
      FairnessResult.Verdict verdict) {
    static @Nullable WithoutView of(FairnessResult.@Nullable Without w) {
      return w == null
          ? null
          : new WithoutView(
              w.features().stream().map(TieringFeature::key).toList(),
              w.refused(),
              w.moved(),
              w.up(),
              w.down(),
              w.impacts(),
              w.lowestRatio(),
              w.verdict());
    }
  }

  static FairnessView of(FairnessAudit audit) {
    FairnessResult result = audit.result();
    return new FairnessView(
        audit.parameters().runId(),
        audit.parameters().attribute().key(),
        audit.state(),
        audit.parameters().favourable(),
        audit.parameters().proxyBound(),
        audit.createdBy(),
        audit.createdAt(),
        audit.finishedAt(),
        result == null ? null : Result.of(result),
        audit.failure());
  }
}
