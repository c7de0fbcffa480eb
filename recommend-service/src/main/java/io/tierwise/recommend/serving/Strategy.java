package io.tierwise.recommend.serving;

import java.util.List;
import java.util.Optional;

/** Where the items of an answer come from, by the names of the API. */
public enum Strategy {
  ITEM_KNN("item-knn"),
  TRENDING("trending"),
  POPULARITY("popularity"),
  SIMILAR("similar"),
  BOUGHT_TOGETHER("bought-together"),
  NEWEST("newest");

  private final String id;

  Strategy(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }

  /** The strategies that a request may name; {@code auto} is the first. */
  public static final List<Strategy> REQUESTABLE = List.of(ITEM_KNN, TRENDING, POPULARITY);

  public static Optional<Strategy> requested(String id) {
    return id.equals("auto")
        ? Optional.of(ITEM_KNN)
        : REQUESTABLE.stream().filter(strategy -> strategy.id.equals(id)).findFirst();
  }

  /** This strategy and what takes over where it runs out of items, the last one always can. */
  List<Strategy> chain() {
    return switch (this) {
      case POPULARITY -> List.of(POPULARITY, TRENDING, NEWEST);
      case TRENDING -> List.of(TRENDING, POPULARITY, NEWEST);
      case BOUGHT_TOGETHER -> List.of(BOUGHT_TOGETHER);
      case NEWEST -> List.of(NEWEST);
      case ITEM_KNN, SIMILAR -> List.of(this, TRENDING, POPULARITY, NEWEST);
    };
  }
}
