package io.tierwise.profile.adapter.web;

import io.tierwise.profile.lookup.ProfileCounts;
import io.tierwise.profile.publication.ProfileFacts;
import io.tierwise.starter.web.Money;
import java.math.BigDecimal;
import java.util.List;

/** Puts facts into the form of answers. */
public final class ProfileAnswers {
  private final String currency;

  /**
   * @param currency the base currency, in which all amounts are
   */
  public ProfileAnswers(String currency) {
    this.currency = currency;
  }

  ProfileAnswer of(ProfileFacts facts) {
    BigDecimal average = facts.orders().averageOrderValue();
    return new ProfileAnswer(
        facts.userKey(),
        facts.userKey(),
        facts.identified(),
        facts.mergedKeys(),
        facts.firstSeenAt(),
        facts.lastSeenAt(),
        facts.events(),
        facts.eventCounts(),
        facts.orders().orders(),
        facts.orders().firstOrderAt(),
        facts.orders().lastOrderAt(),
        money(facts.orders().gross()),
        money(facts.orders().refunds()),
        money(facts.orders().net()),
        average == null ? null : money(average),
        facts.sessions(),
        facts.browseSeconds(),
        facts.activeDays(),
        facts.categoryAffinity().size(),
        facts.categoryAffinity(),
        facts.categoryPathAffinity(),
        facts.brandAffinity(),
        facts.priceBandAffinity(),
        facts.hoursOfWeek(),
        List.copyOf(facts.devices()),
        List.copyOf(facts.channels()),
        facts.country(),
        facts.locale(),
        facts.timezone(),
        facts.consent(),
        facts.traits());
  }

  CountsAnswer of(ProfileCounts counts) {
    return new CountsAnswer(
        counts.profiles(),
        counts.identified(),
        counts.profiles() - counts.identified(),
        counts.customersWithOrder(),
        counts.orders(),
        money(counts.grossRevenue()),
        money(counts.refunds()),
        money(counts.grossRevenue().subtract(counts.refunds())),
        counts.anonymousOrders(),
        money(counts.anonymousGrossRevenue()),
        money(counts.anonymousRefunds()),
        counts.events(),
        counts.eventsByName());
  }

  private Money money(BigDecimal amount) {
    return Money.of(amount, currency);
  }
}
