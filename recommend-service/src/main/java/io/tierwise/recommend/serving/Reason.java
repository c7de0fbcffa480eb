package io.tierwise.recommend.serving;

import io.tierwise.recommend.evaluation.Tiers;
import io.tierwise.recommend.interaction.InteractionKind;
import org.jspecify.annotations.Nullable;

/**
 * Why an item is in an answer.
 *
 * @param type stable, lower kebab case
 * @param itemId of the history item that speaks for it; null where none does
 * @param share of the item's score; those of all reasons of an item sum to 1, of which an answer
 *     shows the largest
 * @param text for a person
 */
public record Reason(String type, @Nullable String itemId, double share, String text) {
  static Reason because(InteractionKind kind, String itemId, String label, double share) {
    return switch (kind) {
      case PURCHASE -> of("because-you-bought", itemId, share, "Because you bought " + label);
      case CART ->
          of(
              "because-you-added-to-cart",
              itemId,
              share,
              "Because you put " + label + " in the cart");
      case WISHLIST -> of("because-you-saved", itemId, share, "Because you saved " + label);
      case RATING -> of("because-you-rated", itemId, share, "Because you rated " + label);
      case VIEW, CLICK, RETURN ->
          of("because-you-viewed", itemId, share, "Because you viewed " + label);
    };
  }

  static Reason general(Strategy source) {
    return switch (source) {
      case TRENDING -> of("trending", null, 1, "Trending now");
      case POPULARITY -> of("popular", null, 1, "Popular with everyone");
      case PINNED -> of("pinned", null, 1, "Picked by the shop");
      case AUTO,
          SEGMENT,
          NEWEST,
          ITEM_KNN,
          LINEAR_FILTER,
          EASE,
          NEXT_ITEM,
          CONTENT,
          ALS,
          USER_KNN,
          RATING_FACTORS,
          HYBRID,
          SIMILAR,
          BOUGHT_TOGETHER ->
          of("new", null, 1, "New in the catalogue");
    };
  }

  static Reason segment(String name) {
    String whom = name.equals(Tiers.PROSPECTS) ? "newcomers" : name + " customers";
    return of("popular-in-segment", null, 1, "Popular with " + whom);
  }

  /** Where no single item of the history speaks for it. */
  static Reason expected() {
    return of("expected-rating", null, 1, "Likely to be rated well");
  }

  static Reason similar(String itemId, String label) {
    return of("similar", itemId, 1, "Similar to " + label);
  }

  static Reason boughtTogether(String itemId, String label, double confidence) {
    return of(
        "bought-together",
        itemId,
        1,
        Math.round(confidence * 100) + " % of the orders with " + label + " have it too");
  }

  private static Reason of(String type, @Nullable String itemId, double share, String text) {
    return new Reason(type, itemId, share, text);
  }
}
