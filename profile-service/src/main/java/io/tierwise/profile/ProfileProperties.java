package io.tierwise.profile;

import io.tierwise.profile.fold.Formula;
import io.tierwise.profile.fold.HalfLife;
import io.tierwise.profile.fold.PriceBands;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How profiles are folded and published. A profile that was folded under another half-life, other
 * bands or another gap is computed anew from the ledger when its user is next seen.
 *
 * @param affinityHalfLife time after which an interest counts half; at least a day
 * @param priceBands thresholds between the bands, ascending, in the base currency
 * @param sessionGap the longest pause within a session
 */
@ConfigurationProperties("tierwise.profile")
public record ProfileProperties(
    @DefaultValue("30d") Duration affinityHalfLife,
    @DefaultValue({"10", "25", "50", "100", "250"}) List<BigDecimal> priceBands,
    @DefaultValue("30m") Duration sessionGap,
    @DefaultValue PublicationProperties publication) {

  Formula formula() {
    return Formula.of(new HalfLife(affinityHalfLife), new PriceBands(priceBands), sessionGap);
  }
}
