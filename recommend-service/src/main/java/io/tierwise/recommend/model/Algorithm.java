package io.tierwise.recommend.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The algorithms that can be trained, by the names of the API. */
public enum Algorithm {
  POPULARITY("popularity"),
  TRENDING("trending"),
  ITEM_KNN("item-knn"),
  LINEAR_FILTER("linear-filter"),
  EASE("ease"),
  NEXT_ITEM("next-item"),
  CONTENT("content"),
  ALS("als"),
  USER_KNN("user-knn"),
  RATING_FACTORS("rating-factors"),
  HYBRID("hybrid");

  /** What is trained where nobody says. */
  public static final Set<Algorithm> USUAL = Set.of(POPULARITY, TRENDING, ITEM_KNN);

  /** Those that answer from a user's own row: fitted to a {@link PersonalModel}. */
  public static final Set<Algorithm> PERSONAL =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(POPULARITY, TRENDING)));

  /** Those of them that a hybrid can be made of: ratings are another scale and another data. */
  public static final Set<Algorithm> MEMBERS =
      Set.of(ITEM_KNN, LINEAR_FILTER, EASE, NEXT_ITEM, CONTENT, ALS, USER_KNN);

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

  /** All names, for a person. */
  public static String names() {
    return Arrays.stream(values()).map(Algorithm::id).collect(Collectors.joining(", "));
  }
}
