package io.tierwise.recommend.serving;

import io.tierwise.recommend.model.Algorithm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where the items of an answer come from, by the names of the API. */
public enum Strategy {
  AUTO("auto"),
  ITEM_KNN("item-knn"),
  LINEAR_FILTER("linear-filter"),
  EASE("ease"),
  NEXT_ITEM("next-item"),
  CONTENT("content"),
  ALS("als"),
  USER_KNN("user-knn"),
  RATING_FACTORS("rating-factors"),
  HYBRID("hybrid"),
  SEGMENT("segment"),
  TRENDING("trending"),
  POPULARITY("popularity"),
  SIMILAR("similar"),
  BOUGHT_TOGETHER("bought-together"),
  NEWEST("newest"),
  PINNED("pinned");

  private static final Map<String, Strategy> BY_ID =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Strategy::id, each -> each));
  private final String id;
  private final Algorithm algorithm;

  Strategy(String id) {
    this.id = id;
    this.algorithm =
        Algorithm.of(id).filter(Algorithm.PERSONAL::contains).orElse(Algorithm.ITEM_KNN);
  }

  public String id() {
    return id;
  }

  /** The strategies that a request may name. */
  public static final List<Strategy> REQUESTABLE =
      List.of(
          AUTO,
          ITEM_KNN,
          LINEAR_FILTER,
          EASE,
          NEXT_ITEM,
          CONTENT,
          ALS,
          USER_KNN,
          RATING_FACTORS,
          HYBRID,
          SEGMENT,
          TRENDING,
          POPULARITY);

  /** The strategies that a placement may name. */
  public static final List<Strategy> PLACEABLE =
      List.of(
          AUTO,
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
          BOUGHT_TOGETHER,
          SEGMENT,
          TRENDING,
          POPULARITY,
          NEWEST);

  public static Optional<Strategy> requested(String id) {
    return REQUESTABLE.stream().filter(strategy -> strategy.id.equals(id)).findFirst();
  }

  public static Optional<Strategy> of(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** This strategy, or the one that a model puts first where it is left to the model. */
  Strategy with(Algorithm primary) {
    return this == AUTO ? of(primary.id()).orElse(ITEM_KNN) : this;
  }

  /** The model that it scores a user's row with; item k-NN where it does not. */
  Algorithm algorithm() {
    return algorithm;
  }

  /** Whether a model scores a user's row with it. */
  boolean isPersonal() {
    return algorithm.id().equals(id);
  }

  /** Strategies and what takes over where they run out of items; the last one always can. */
  static List<Strategy> chain(List<Strategy> strategies) {
    Set<Strategy> chain = new LinkedHashSet<>(strategies);
    chain.addAll(List.of(SEGMENT, TRENDING, POPULARITY, NEWEST));
    return new ArrayList<>(chain);
  }
}
