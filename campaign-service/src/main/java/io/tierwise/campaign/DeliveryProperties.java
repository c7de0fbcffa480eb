package io.tierwise.campaign;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the delivery of messages.
 *
 * @param publicUrl where persons reach this service: links to unsubscribe begin with it
 * @param dropFolder under which channels may write files; null: none may
 * @param secrets by the names that channels give them
 * @param lease how long a batch belongs to an instance that may have died
 * @param batchSize the most messages that an instance claims at once
 * @param firstRetry after about that time a message is tried again, then twice it, and so on
 * @param longestRetry the longest such time
 */
@ConfigurationProperties("tierwise.delivery")
public record DeliveryProperties(
    @DefaultValue("http://localhost:8085") URI publicUrl,
    @Nullable Path dropFolder,
    @DefaultValue Map<String, String> secrets,
    @DefaultValue("2m") Duration lease,
    @DefaultValue("500") int batchSize,
    @DefaultValue("2s") Duration firstRetry,
    @DefaultValue("1h") Duration longestRetry) {
  public DeliveryProperties {
    secrets = Map.copyOf(secrets);
    if (batchSize < 1) {
      throw new IllegalArgumentException("tierwise.delivery.batch-size " + batchSize);
    }
  }

  String publicBase() {
    String url = publicUrl.toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** A record would show the secrets. */
  @Override
  public String toString() {
    return "DeliveryProperties";
  }
}
