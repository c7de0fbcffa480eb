package io.tierwise.segmentation;

import io.tierwise.segmentation.lifecycle.KeepLifecycles.Settings;
import io.tierwise.segmentation.lifecycle.LifecycleRules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rules of the lifecycle, see {@link LifecycleRules}.
 *
 * @param shopInterval of customers without their own; none to measure it every day
 */
@ConfigurationProperties("tierwise.segmentation.lifecycle")
public record LifecycleProperties(
    @DefaultValue("1.5") double atRiskFactor,
    @DefaultValue("3") double lapsedFactor,
    @DefaultValue("4") int loyalOrders,
    @Nullable Duration shopInterval) {
  public LifecycleProperties {
    new LifecycleRules(atRiskFactor, lapsedFactor, loyalOrders, Duration.ofDays(60));
  }

  Settings settings() {
    return new Settings(atRiskFactor, lapsedFactor, loyalOrders, shopInterval);
  }
}
