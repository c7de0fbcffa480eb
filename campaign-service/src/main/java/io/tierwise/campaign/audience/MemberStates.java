package io.tierwise.campaign.audience;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: keeps the last state of members as the topics tell it. Older states never win. */
public interface MemberStates {
  void keepProfiles(Collection<ProfileState> profiles);

  /** Of users who are gone: erased, or merged into another. */
  void forgetProfiles(Collection<String> userIds);

  void keepTiers(Collection<TierState> tiers);

  void forgetTiers(Collection<String> userIds);

  /**
   * @param features JSON object with all features, for conditions on any of them
   */
  record ProfileState(
      String userId,
      Instant asOf,
      boolean identified,
      long orders,
      BigDecimal netRevenue,
      @Nullable BigDecimal averageOrderValue,
      Set<String> consents,
      String features) {}

  record TierState(
      String userId,
      @Nullable String tier,
      @Nullable Integer tierRank,
      String segment,
      Instant assignedAt) {}
}
