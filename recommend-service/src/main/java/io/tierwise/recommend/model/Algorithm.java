package io.tierwise.recommend.model;

import java.util.Arrays;
import java.util.Optional;

/** The algorithms that can be trained, by the names of the API. */
public enum Algorithm {
  POPULARITY("popularity"),
  TRENDING("trending"),
  ITEM_KNN("item-knn"),
  LINEAR_FILTER("linear-filter"),
  EASE("ease");

  private final String id;

  Algorithm(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }

  public static Optional<Algorithm> of(String id) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.id.equals(id)).findFirst();
  }
}
