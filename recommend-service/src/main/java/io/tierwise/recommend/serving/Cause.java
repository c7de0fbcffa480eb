package io.tierwise.recommend.serving;

import io.tierwise.recommend.interaction.InteractionKind;

/** Kinds of reasons why an item is in an answer, and the words around what speaks for it. */
public enum Cause {
  BOUGHT("because-you-bought", "Because you bought ", ""),
  IN_CART("because-you-added-to-cart", "Because you put ", " in the cart"),
  SAVED("because-you-saved", "Because you saved ", ""),
  RATED("because-you-rated", "Because you rated ", ""),
  VIEWED("because-you-viewed", "Because you viewed ", ""),
  SIMILAR("similar", "Similar to ", ""),
  BOUGHT_TOGETHER("bought-together", "", ""),
  EXPECTED("expected-rating", "Likely to be rated well", ""),
  POPULAR_IN_SEGMENT("popular-in-segment", "", ""),
  TRENDING("trending", "Trending now", ""),
  POPULAR("popular", "Popular with everyone", ""),
  PINNED("pinned", "Picked by the shop", ""),
  NEW("new", "New in the catalogue", "");

  private final String type;
  private final String before;
  private final String after;

  Cause(String type, String before, String after) {
    this.type = type;
    this.before = before;
    this.after = after;
  }

  /** Stable, lower kebab case. */
  public String type() {
    return type;
  }

  /**
   * The words before the name of the item that speaks for another; all words where none does, and
   * empty where the words of each reason are its own.
   */
  public String before() {
    return before;
  }

  /** The words behind it. */
  public String after() {
    return after;
  }

  static Cause of(InteractionKind kind) {
    return switch (kind) {
      case PURCHASE -> BOUGHT;
      case CART -> IN_CART;
      case WISHLIST -> SAVED;
      case RATING -> RATED;
      case VIEW, CLICK, RETURN -> VIEWED;
    };
  }

  /** Of an item that nobody's history speaks for. */
  static Cause of(Strategy source) {
    return switch (source) {
      case TRENDING -> TRENDING;
      case POPULARITY -> POPULAR;
      case PINNED -> PINNED;
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
          NEW;
    };
  }
}
