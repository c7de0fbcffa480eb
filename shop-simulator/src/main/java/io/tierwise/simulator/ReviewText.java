package io.tierwise.simulator;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** A few sentences whose mood agrees with the rating. */
final class ReviewText {
  private static final List<List<String>> OPENINGS =
      List.of(
          List.of("Very disappointed.", "Broke within a week.", "Would not buy again."),
          List.of("Not what I expected.", "A bit of a let-down.", "Looks better in the photo."),
          List.of("It does the job.", "Decent, nothing special.", "Fine for the price."),
          List.of("Really pleased with this.", "Good buy.", "Nicely made."),
          List.of("Absolutely love it!", "Perfect.", "Could not be happier."));
  private static final List<List<String>> CLOSINGS =
      List.of(
          List.of("Sent it straight back.", "Customer service was slow to answer."),
          List.of("Quality could be better.", "Delivery took longer than promised."),
          List.of("Delivery was quick.", "I might look around next time."),
          List.of("Would recommend.", "Arrived quickly and well packed."),
          List.of("Already ordered another as a gift.", "Best thing I bought this year."));

  static String write(ShopItem item, int rating, RandomGenerator random) {
    return Draws.pick(random, OPENINGS.get(rating - 1))
        + " The "
        + item.leaf().toLowerCase(Locale.ROOT)
        + (rating >= 4 ? " range by " : " piece by ")
        + item.brand()
        + (rating >= 4 ? " never lets me down. " : " is what I compare it with. ")
        + Draws.pick(random, CLOSINGS.get(rating - 1));
  }

  private ReviewText() {}
}
