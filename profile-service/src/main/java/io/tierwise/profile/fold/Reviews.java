package io.tierwise.profile.fold;

import io.tierwise.profile.event.Review;
import io.tierwise.profile.sentiment.Sentiment;
import org.jspecify.annotations.Nullable;

/**
 * Sums over reviews, in whole thousandths, so that their order does not matter to the last bit.
 *
 * @param rated those with a rating
 * @param scored those whose text has a word of the lexicon
 */
public record Reviews(
    long reviews, long rated, long ratingThousandths, long scored, long sentimentThousandths) {
  private static final double THOUSANDTHS = 1_000;
  public static final Reviews NONE = new Reviews(0, 0, 0, 0, 0);

  Reviews plus(Review review, Sentiment sentiment) {
    Double rating = review.rating();
    String text = review.text();
    Double score = text == null ? null : sentiment.of(text);
    return new Reviews(
        reviews + 1,
        rated + (rating == null ? 0 : 1),
        ratingThousandths + thousandths(rating),
        scored + (score == null ? 0 : 1),
        sentimentThousandths + thousandths(score));
  }

  Reviews plus(Reviews other) {
    return new Reviews(
        reviews + other.reviews,
        rated + other.rated,
        ratingThousandths + other.ratingThousandths,
        scored + other.scored,
        sentimentThousandths + other.sentimentThousandths);
  }

  /** 1..5; null without a rating. */
  public @Nullable Double averageRating() {
    return mean(ratingThousandths, rated);
  }

  /** -1..1; null where no text has a word of the lexicon. */
  public @Nullable Double averageSentiment() {
    return mean(sentimentThousandths, scored);
  }

  private static long thousandths(@Nullable Double value) {
    return value == null ? 0 : Math.round(value * THOUSANDTHS);
  }

  private static @Nullable Double mean(long sum, long count) {
    return count == 0 ? null : sum / THOUSANDTHS / count;
  }
}
