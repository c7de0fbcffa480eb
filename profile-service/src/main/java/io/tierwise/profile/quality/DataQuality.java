package io.tierwise.profile.quality;

import io.tierwise.profile.analysis.Period;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of the quality of the data. */
public interface DataQuality {
  QualityReport report(Period period);

  /** In order of key and rule. */
  List<Suspect> suspects(
      Suspicion.@Nullable Kind kind, @Nullable String afterKey, String afterRule, int limit);

  List<Suspect> suspicionsOf(Collection<String> userKeys);

  /**
   * Looks at the rates of all days whose events changed since they were last looked at.
   *
   * @return how many keys were flagged
   */
  int scanRates(TrafficRules rules);

  /**
   * Takes back what is suspected of these keys, for good.
   *
   * @return false if nothing was suspected
   */
  boolean clear(Collection<String> userKeys, String by, String reason);

  List<Clearance> clearancesOf(Collection<String> userKeys);
}
