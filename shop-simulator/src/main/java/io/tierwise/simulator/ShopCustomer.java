package io.tierwise.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A customer as the shop knows them once they have signed up.
 *
 * @param joinedAt about when they sign up, within the period
 * @param device that they mostly use: mobile, desktop or tablet
 * @param acquisition how they found the shop first
 */
public record ShopCustomer(
    String customerId,
    String name,
    String email,
    String country,
    String locale,
    ZoneId timeZone,
    String device,
    Acquisition acquisition,
    Consent consent,
    Instant joinedAt) {
  public ShopCustomer {
    Objects.requireNonNull(customerId, "customerId");
    Objects.requireNonNull(joinedAt, "joinedAt");
  }

  /** What they agreed to be sent. */
  public record Consent(boolean email, boolean sms, boolean push) {}

  /** Where a visit comes from, as the utm parameters of its first page say it. */
  public enum Acquisition {
    DIRECT(null, null, null),
    ORGANIC(null, "google", "organic"),
    PAID_SEARCH("brand-search", "google", "cpc"),
    SOCIAL("autumn-looks", "instagram", "social"),
    NEWSLETTER("weekly-letter", "newsletter", "email"),
    AFFILIATE("partner-deals", "dealsite", "affiliate");

    private final @Nullable String campaign;
    private final @Nullable String source;
    private final @Nullable String medium;

    Acquisition(@Nullable String campaign, @Nullable String source, @Nullable String medium) {
      this.campaign = campaign;
      this.source = source;
      this.medium = medium;
    }

    public @Nullable String campaign() {
      return campaign;
    }

    public @Nullable String source() {
      return source;
    }

    public @Nullable String medium() {
      return medium;
    }
  }
}
