package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.Strengths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The mean rating, and bias and factors of each item, by {@link RatingTrainer}. Those of a user are
 * solved from their ratings at each question. As a ranking it scores by the expected rating, and
 * has no opinion for somebody who has rated nothing.
 */
public final class RatingFactors implements PersonalModel {
  private static final double LOWEST = 1;
  private static final double HIGHEST = 5;
  private static final double LEAST_SCORE = 1e-3;

  private final RatingTrainer.Parameters parameters;
  private final double mean;
  private final float[][] items;
  private final ItemNumbers numbers;

  /**
   * @param items per row the bias, then the factors
   */
  RatingFactors(
      RatingTrainer.Parameters parameters, double mean, float[][] items, ItemNumbers numbers) {
    this.parameters = parameters;
    this.mean = mean;
    this.items = items;
    this.numbers = numbers;
  }

  /** What a row multiplies those of the other side with: 1 the bias, the factors theirs. */
  static void read(float[] row, double[] to) {
    to[0] = 1;
    for (int k = 1; k < to.length; k++) {
      to[k] = row[k];
    }
  }

  private void read(int row, double[] to) {
    read(items[row], to);
  }

  /** μ of all ratings that it was fitted on. */
  public double mean() {
    return mean;
  }

  public boolean knows(int item) {
    return numbers.row(item) >= 0;
  }

  /**
   * @return for each item a rating of 1..5; of an unknown one what the user gives on average
   */
  public double[] predict(Strengths user, int[] asked) {
    double[] p = solution(system(user));
    double[] predicted = new double[asked.length];
    for (int i = 0; i < asked.length; i++) {
      int row = numbers.row(asked[i]);
      double rating = row < 0 ? mean + p[0] : rating(row, p);
      predicted[i] = Math.clamp(rating, LOWEST, HIGHEST);
    }
    return predicted;
  }

  private double rating(int row, double[] p) {
    double rating = mean + p[0] + items[row][0];
    for (int k = 1; k < p.length; k++) {
      rating += p[k] * items[row][k];
    }
    return rating;
  }

  private FactorSystem system(Strengths user) {
    int ratings = 0;
    for (int i = 0; i < user.size(); i++) {
      ratings += isRated(user, i) ? 1 : 0;
    }
    FactorSystem system = new FactorSystem(parameters.factors() + 1);
    system.begin(parameters.ridge(ratings), 0);
    for (int i = 0; i < user.size(); i++) {
      if (isRated(user, i)) {
        int row = numbers.row(user.item(i));
        system.add(row, 1, user.rating(i) - mean - items[row][0]);
      }
    }
    system.factor(this::read);
    return system;
  }

  private boolean isRated(Strengths user, int place) {
    return user.rating(place) > 0 && knows(user.item(place));
  }

  private double[] solution(FactorSystem system) {
    double[] p = new double[parameters.factors() + 1];
    system.solution(p);
    return p;
  }

  @Override
  public void score(Strengths user, Scores scores) {
    boolean rates = false;
    for (int i = 0; i < user.size(); i++) {
      rates |= isRated(user, i);
    }
    if (rates) {
      double[] p = solution(system(user));
      for (int row = 0; row < items.length; row++) {
        scores.add(numbers.item(row), Math.max(LEAST_SCORE, rating(row, p)));
      }
    }
  }

  /**
   * The user's ratings that speak for an item; the means and what speaks against it are no part.
   */
  @Override
  public List<List<Contribution>> explain(Strengths user, int[] asked, Scores places) {
    FactorSystem system = system(user);
    double[] parts = new double[user.size()];
    double[] q = new double[parameters.factors() + 1];
    List<List<Contribution>> explained = new ArrayList<>();
    for (int item : asked) {
      List<Contribution> of = new ArrayList<>();
      if (knows(item)) {
        read(numbers.row(item), q);
        system.contributions(this::read, q, parts);
        int entry = 0;
        for (int i = 0; i < user.size(); i++) {
          if (isRated(user, i)) {
            double part = parts[entry++];
            if (part > 0) {
              of.add(new Contribution(user.item(i), user.mainKind(i), part));
            }
          }
        }
        of.sort(Comparator.comparingDouble(Contribution::score).reversed());
      }
      explained.add(of);
    }
    return explained;
  }

  @Override
  public RatingFactors renumbered(int[] catalogue) {
    return new RatingFactors(parameters, mean, items, numbers.renumbered(catalogue));
  }

  RatingTrainer.Parameters parameters() {
    return parameters;
  }

  float[][] items() {
    return items;
  }
}
