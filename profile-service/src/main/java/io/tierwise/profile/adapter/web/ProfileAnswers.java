package io.tierwise.profile.adapter.web;

import io.tierwise.profile.adapter.web.ProfileAnswer.ReviewsAnswer;
import io.tierwise.profile.adapter.web.ProfileAnswer.Rfm;
import io.tierwise.profile.adapter.web.ProfileAnswer.TouchAnswer;
import io.tierwise.profile.event.Latest;
import io.tierwise.profile.event.Touch;
import io.tierwise.profile.fold.FunnelCounts;
import io.tierwise.profile.fold.Reviews;
import io.tierwise.profile.lookup.ProfileCounts;
import io.tierwise.profile.lookup.TraitSource;
import io.tierwise.profile.publication.ProfileFacts;
import io.tierwise.profile.standing.Standing;
import io.tierwise.profile.tag.ProfileTag;
import io.tierwise.starter.web.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts facts into the form of answers. */
public final class ProfileAnswers {
  private static final double MILLIS_PER_DAY = 86_400_000;
  private static final int SHARE_DIGITS = 6;
  private static final int DIGITS = 3;

  private final String currency;
  private final Clock clock;

  /**
   * @param currency the base currency, in which all amounts are
   */
  public ProfileAnswers(String currency, Clock clock) {
    this.currency = currency;
    this.clock = clock;
  }

  /** As in a list. */
  ProfileAnswer of(ProfileFacts facts) {
    return answer(facts, null, null, null, null);
  }

  ProfileAnswer of(ProfileFacts facts, List<ProfileTag> tags, @Nullable Standing standing) {
    return answer(facts, tags, standing, null, null);
  }

  ProfileAnswer of(
      ProfileFacts facts,
      List<ProfileTag> tags,
      @Nullable Standing standing,
      Map<String, TraitSource> sources,
      @Nullable ExplanationAnswer explanation) {
    Map<String, TraitSourceAnswer> answers = new LinkedHashMap<>();
    sources.forEach(
        (trait, source) ->
            answers.put(
                trait,
                new TraitSourceAnswer(
                    source.at(), source.messageId(), source.userKey(), source.source())));
    return answer(facts, tags, standing, answers, explanation);
  }

  private ProfileAnswer answer(
      ProfileFacts facts,
      @Nullable List<ProfileTag> tags,
      @Nullable Standing standing,
      @Nullable Map<String, TraitSourceAnswer> sources,
      @Nullable ExplanationAnswer explanation) {
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
        facts.orders().placed(),
        facts.orders().returned(),
        rounded(facts.orders().returnRate(), SHARE_DIGITS),
        rounded(facts.orders().refundShare(), SHARE_DIGITS),
        facts.orders().discounted(),
        rounded(facts.orders().discountShare(), SHARE_DIGITS),
        rounded(facts.orders().averageDaysBetween(), DIGITS),
        rfm(facts),
        FunnelCounts.of(facts.eventCounts()),
        facts.sessions(),
        facts.browseSeconds(),
        facts.activeDays(),
        facts.categoryAffinity().size(),
        shares(facts.categoryAffinity()),
        shares(facts.categoryPathAffinity()),
        shares(facts.brandAffinity()),
        shares(facts.priceBandAffinity()),
        facts.hoursOfWeek(),
        mostFirst(facts.devices()),
        mostFirst(facts.channels()),
        mostFirst(facts.countries()),
        mostFirst(facts.regions()),
        touch(facts.firstTouch()),
        touch(facts.lastTouch()),
        reviews(facts.reviews()),
        tags == null ? null : tags.stream().map(TagAnswer::of).toList(),
        standing,
        facts.country(),
        facts.locale(),
        facts.timezone(),
        facts.consent(),
        facts.traits(),
        sources,
        explanation);
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

  private Rfm rfm(ProfileFacts facts) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant last = facts.orders().lastOrderAt();
    Double recency = last == null ? null : Duration.between(last, now).toMillis() / MILLIS_PER_DAY;
    return new Rfm(
        rounded(recency, DIGITS), facts.orders().orders(), money(facts.orders().net()), now);
  }

  private static Map<String, Long> mostFirst(Map<String, Long> counts) {
    Map<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  private static @Nullable TouchAnswer touch(@Nullable Latest<Touch> latest) {
    if (latest == null) {
      return null;
    }
    Touch touch = latest.value();
    return new TouchAnswer(
        touch.promotion() ? "promotion" : "visit",
        touch.campaign(),
        touch.source(),
        touch.medium(),
        latest.stamp().at(),
        latest.stamp().messageId());
  }

  private static ReviewsAnswer reviews(Reviews reviews) {
    return new ReviewsAnswer(
        reviews.reviews(),
        rounded(reviews.averageRating(), DIGITS),
        rounded(reviews.averageSentiment(), DIGITS));
  }

  private static Map<String, Double> shares(Map<String, Double> exact) {
    Map<String, Double> shares = new LinkedHashMap<>();
    exact.forEach((key, share) -> shares.put(key, round(share, SHARE_DIGITS)));
    return shares;
  }

  private static @Nullable Double rounded(@Nullable Double value, int digits) {
    return value == null ? null : round(value, digits);
  }

  private static double round(double value, int digits) {
    return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
  }

  private Money money(BigDecimal amount) {
    return Money.of(amount, currency);
  }
}
