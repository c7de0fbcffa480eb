package io.tierwise.recommend.placement;

import io.tierwise.recommend.feedback.ListId;
import io.tierwise.recommend.placement.Placement.Variant;
import io.tierwise.recommend.serving.Filters;
import io.tierwise.recommend.serving.Recommend;
import io.tierwise.recommend.serving.Recommendations;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers for a placement: its variant for the user, its rules, and what the request narrows. */
public final class AnswerPlacement {
  private final PlacementBook book;
  private final Recommend recommend;
  private final Clock clock;

  public AnswerPlacement(PlacementBook book, Recommend recommend, Clock clock) {
    this.book = book;
    this.recommend = recommend;
    this.clock = clock;
  }

  /**
   * @param userId null for somebody of whom nothing is known but the items
   * @param itemIds that the list stands beside
   * @param limit null for that of the placement
   * @param filters narrow those of the placement
   */
  public record Request(
      @Nullable String userId, List<String> itemIds, @Nullable Integer limit, Filters filters) {
    public Request {
      itemIds = List.copyOf(itemIds);
    }
  }

  public record Answer(ListId listId, Recommendations recommendations) {}

  public Answer answer(Placement placement, Request request) {
    String unit = request.userId() == null ? String.join(",", request.itemIds()) : request.userId();
    Variant variant =
        ChooseVariant.of(placement, unit, clock.instant(), book.clicks(placement.name()));
    int limit = request.limit() == null ? placement.limit() : request.limit();
    Recommendations answer =
        recommend.forPlacement(
            request.userId(),
            request.itemIds(),
            new Recommend.Wish(
                variant.strategies(),
                limit,
                narrowed(placement.filters(), request.filters()),
                placement.rules()));
    String model = answer.modelVersion() == null ? "none" : answer.modelVersion();
    ListId id =
        new ListId(
            placement.name(),
            variant.name(),
            answer.strategy().id(),
            model,
            UUID.randomUUID().toString());
    return new Answer(id, answer);
  }

  /** What passes both. */
  private static Filters narrowed(Filters one, Filters other) {
    Set<String> exclude = new HashSet<>(one.exclude());
    exclude.addAll(other.exclude());
    return new Filters(
        other.category() == null ? one.category() : other.category(),
        most(one.minPrice(), other.minPrice(), 1),
        most(one.maxPrice(), other.maxPrice(), -1),
        exclude,
        one.inStock() || other.inStock(),
        one.includePurchased() && other.includePurchased());
  }

  private static @Nullable BigDecimal most(
      @Nullable BigDecimal one, @Nullable BigDecimal other, int sign) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return sign * one.compareTo(other) >= 0 ? one : other;
  }
}
