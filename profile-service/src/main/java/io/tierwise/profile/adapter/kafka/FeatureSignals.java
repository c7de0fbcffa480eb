package io.tierwise.profile.adapter.kafka;

import io.tierwise.contracts.profile.ProfileFeatures;
import io.tierwise.contracts.profile.ProfileFeatures.Signals;
import io.tierwise.profile.event.Latest;
import io.tierwise.profile.event.Touch;
import io.tierwise.profile.fold.Reviews;
import io.tierwise.profile.order.OrderTotals;
import io.tierwise.profile.publication.ProfileFacts;
import org.jspecify.annotations.Nullable;

/** The part of the features that most users do not have, and that costs nothing where it is not. */
final class FeatureSignals {
  private static final double DIGITS = 10_000;

  static @Nullable Signals of(ProfileFacts facts) {
    OrderTotals orders = facts.orders();
    Reviews reviews = facts.reviews();
    if (orders.placed() == 0
        && reviews.reviews() == 0
        && facts.firstTouch() == null
        && facts.lastTouch() == null) {
      return null;
    }
    return new Signals(
        orders.placed(),
        orders.returned(),
        orders.discounted(),
        rounded(orders.averageDaysBetween()),
        reviews.reviews(),
        rounded(reviews.averageRating()),
        rounded(reviews.averageSentiment()),
        touch(facts.firstTouch()),
        touch(facts.lastTouch()));
  }

  private static ProfileFeatures.@Nullable Touch touch(@Nullable Latest<Touch> latest) {
    if (latest == null) {
      return null;
    }
    Touch touch = latest.value();
    return new ProfileFeatures.Touch(
        latest.stamp().at(), touch.campaign(), touch.source(), touch.medium(), touch.promotion());
  }

  private static @Nullable Double rounded(@Nullable Double value) {
    return value == null ? null : Math.round(value * DIGITS) / DIGITS;
  }

  private FeatureSignals() {}
}
