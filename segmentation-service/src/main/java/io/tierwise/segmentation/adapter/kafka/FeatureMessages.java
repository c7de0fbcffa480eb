package io.tierwise.segmentation.adapter.kafka;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.profile.ProfileFeatures;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.FeatureChange;
import io.tierwise.segmentation.customer.Preferences;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Messages as feature changes. What the database could not keep is refused here by name, because it
 * would stop the whole poll there.
 */
final class FeatureMessages {
  private static final int MAX_DIGITS = 30;
  private static final int MAX_KEY = 512;

  /**
   * @return empty for a visitor without user id: there is no customer to tier
   * @throws RuntimeException if the message is not what the topic promises
   */
  static Optional<FeatureChange> change(ConsumerRecord<String, byte[]> message) {
    String key = required(message.key(), "key");
    if (key.length() > MAX_KEY || key.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("key: is too long or has a NUL character");
    }
    if (message.value() == null) {
      return Optional.of(new FeatureChange.Gone(key));
    }
    ProfileFeatures features = ContractJson.read(message.value(), ProfileFeatures.class);
    if (!features.identified()) {
      return Optional.empty();
    }
    if (!features.userId().equals(key)) {
      throw new IllegalArgumentException(
          "userId: '" + features.userId() + "' is not the key of the message");
    }
    return Optional.of(
        new FeatureChange.Updated(customer(features), preferences(features), mergedIds(features)));
  }

  private static List<String> mergedIds(ProfileFeatures features) {
    for (String id : features.mergedIds()) {
      if (id.length() > MAX_KEY || id.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("mergedIds: one is too long or has a NUL character");
      }
    }
    return features.mergedIds();
  }

  private static Customer customer(ProfileFeatures features) {
    return new Customer(
        features.userId(),
        instant(required(features.asOf(), "asOf"), "asOf"),
        instant(required(features.firstSeenAt(), "firstSeenAt"), "firstSeenAt"),
        instant(required(features.lastSeenAt(), "lastSeenAt"), "lastSeenAt"),
        features.orders(),
        features.firstOrderAt() == null ? null : instant(features.firstOrderAt(), "firstOrderAt"),
        features.lastOrderAt() == null ? null : instant(features.lastOrderAt(), "lastOrderAt"),
        amount(required(features.netRevenue(), "netRevenue"), "netRevenue"),
        features.averageOrderValue() == null
            ? null
            : amount(features.averageOrderValue(), "averageOrderValue"),
        features.sessions(),
        features.browseSeconds(),
        features.activeDays(),
        features.categoryBreadth());
  }

  private static Preferences preferences(ProfileFeatures features) {
    Stream.of(
            features.categoryAffinity().keySet().stream(),
            features.brandAffinity().keySet().stream(),
            features.priceBandAffinity().keySet().stream(),
            features.consent().keySet().stream(),
            features.devices().stream(),
            features.channels().stream(),
            Stream.ofNullable(features.country()))
        .flatMap(texts -> texts)
        .filter(text -> text.indexOf('\0') >= 0)
        .findAny()
        .ifPresent(
            text -> {
              throw new IllegalArgumentException("a name has a NUL character");
            });
    return new Preferences(
        features.categoryAffinity(),
        features.brandAffinity(),
        features.priceBandAffinity(),
        features.consent(),
        features.devices(),
        features.channels(),
        features.country());
  }

  private static Instant instant(Instant value, String field) {
    int year = value.atOffset(ZoneOffset.UTC).getYear();
    if (year < 1900 || year > 9999) {
      throw new IllegalArgumentException(field + ": " + value + " is not a plausible time");
    }
    return value;
  }

  private static BigDecimal amount(BigDecimal value, String field) {
    if (value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_DIGITS) {
      throw new IllegalArgumentException(field + ": has more than " + MAX_DIGITS + " digits");
    }
    return value;
  }

  private static <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException(field + ": is missing");
    }
    return value;
  }

  private FeatureMessages() {}
}
