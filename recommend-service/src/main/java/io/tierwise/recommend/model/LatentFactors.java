package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.Strengths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The item factors of {@link AlsTrainer}. A user's factors are not kept: they are solved from the
 * current row at each question, as the trainer would solve them with these items (fold-in). The
 * score is linear in the confidences then, so that each history item's share of it is exact (Hu,
 * Koren, Volinsky 2008, section 5).
 */
public final class LatentFactors implements PersonalModel {
  private final AlsTrainer.Parameters parameters;
  private final double[] shared;
  private final FactorTiles factors;
  private final ItemNumbers numbers;

  /**
   * @param shared the diagonal Gram matrix of the factors
   */
  LatentFactors(
      AlsTrainer.Parameters parameters, double[] shared, FactorTiles factors, ItemNumbers numbers) {
    this.parameters = parameters;
    this.shared = positive(shared);
    this.factors = factors;
    this.numbers = numbers;
  }

  /** Rounding may take an eigenvalue of 0 below it. */
  static double[] positive(double[] values) {
    double[] positive = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      positive[i] = Math.max(0, values[i]);
    }
    return positive;
  }

  /** Adds an entry: what is disliked is known to be 0, with the confidence of its strength. */
  static void add(FactorSystem system, int row, double value, double confidence) {
    double more = confidence * Math.abs(value);
    if (more > 0) {
      system.add(row, more, value > 0 ? 1 + more : 0);
    }
  }

  /** The factors of a user with this row. */
  public double[] foldIn(Strengths user) {
    double[] p = new double[factors.dims()];
    system(user).solution(p);
    return p;
  }

  private FactorSystem system(Strengths user) {
    FactorSystem system = new FactorSystem(factors.dims());
    double strength = 0;
    for (int i = 0; i < user.size(); i++) {
      strength += numbers.row(user.item(i)) < 0 ? 0 : Math.abs(user.value(i));
    }
    system.begin(shared, parameters.ridge(factors.rows(), strength));
    for (int i = 0; i < user.size(); i++) {
      int row = numbers.row(user.item(i));
      if (row >= 0) {
        add(system, row, user.value(i), parameters.confidence());
      }
    }
    system.factor(factors::read);
    return system;
  }

  /** Of nobody known it has no opinion. */
  @Override
  public void score(Strengths user, Scores scores) {
    if (knows(user)) {
      factors.times(foldIn(user), (row, product) -> scores.add(numbers.item(row), product));
    }
  }

  private boolean knows(Strengths user) {
    for (int i = 0; i < user.size(); i++) {
      if (user.value(i) > 0 && numbers.row(user.item(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<List<Contribution>> explain(Strengths user, int[] asked, Scores places) {
    FactorSystem system = system(user);
    double[] parts = new double[user.size()];
    double[] q = new double[factors.dims()];
    List<List<Contribution>> explained = new ArrayList<>();
    for (int item : asked) {
      List<Contribution> of = new ArrayList<>();
      if (numbers.row(item) >= 0) {
        factors.read(numbers.row(item), q);
        system.contributions(factors::read, q, parts);
        int entry = 0;
        for (int i = 0; i < user.size(); i++) {
          if (numbers.row(user.item(i)) >= 0 && user.value(i) != 0) {
            double part = parts[entry++];
            if (part != 0) {
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
  public LatentFactors renumbered(int[] catalogue) {
    return new LatentFactors(parameters, shared, factors, numbers.renumbered(catalogue));
  }

  AlsTrainer.Parameters parameters() {
    return parameters;
  }

  double[] shared() {
    return shared;
  }

  FactorTiles factors() {
    return factors;
  }
}
