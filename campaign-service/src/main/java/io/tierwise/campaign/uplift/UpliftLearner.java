package io.tierwise.campaign.uplift;

import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import smile.classification.LogisticRegression;

/** How to rank users for a contact. Each learns logistic regressions on standardised features. */
public enum UpliftLearner {
  /** By the chance to answer when contacted, whatever would have been without. */
  PROPENSITY {
    @Override
    ToDoubleFunction<double[]> learn(UpliftData data, long seed) {
      return classifier(data.arm(true));
    }
  },
  /**
   * The chance of the treated less that of the control, each learnt alone (Hansotia, Rukstales,
   * 2002).
   */
  TWO_MODEL {
    @Override
    ToDoubleFunction<double[]> learn(UpliftData data, long seed) {
      ToDoubleFunction<double[]> treated = classifier(data.arm(true));
      ToDoubleFunction<double[]> control = classifier(data.arm(false));
      return x -> treated.applyAsDouble(x) - control.applyAsDouble(x);
    }
  },
  /**
   * One classifier of z = answered if treated, not answered if control; the uplift is 2 P(z) - 1
   * where both arms are of a size, which leaving out some of the larger one makes them (M.
   * Jaskowski, S. Jaroszewicz, Uplift modeling for clinical trial data, 2012).
   */
  CLASS_TRANSFORMATION {
    @Override
    ToDoubleFunction<double[]> learn(UpliftData data, long seed) {
      int[] rows = balanced(data, new Random(seed));
      UpliftData even = data.at(rows);
      boolean[] z = new boolean[rows.length];
      for (int i = 0; i < z.length; i++) {
        z[i] = even.answered()[i] == even.treated()[i];
      }
      ToDoubleFunction<double[]> model =
          classifier(new UpliftData(even.features(), even.treated(), z));
      return x -> 2 * model.applyAsDouble(x) - 1;
    }
  };

  private static final double RIDGE = 1;
  private static final int ITERATIONS = 200;

  abstract ToDoubleFunction<double[]> learn(UpliftData data, long seed);

  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The score of each row: the higher, the sooner to be contacted.
   *
   * @param data to learn from
   * @param rows to be scored
   */
  public double[] scores(UpliftData data, double[][] rows, long seed) {
    Scaling scaling = Scaling.of(data.features());
    ToDoubleFunction<double[]> model =
        learn(
            new UpliftData(scaling.apply(data.features()), data.treated(), data.answered()), seed);
    double[] scores = new double[rows.length];
    double[][] scaled = scaling.apply(rows);
    for (int i = 0; i < rows.length; i++) {
      scores[i] = model.applyAsDouble(scaled[i]);
    }
    return scores;
  }

  /** A constant where there is nothing to tell apart. */
  private static ToDoubleFunction<double[]> classifier(UpliftData data) {
    if (!data.hasBothAnswers()) {
      double constant = data.size() > 0 && data.answered()[0] ? 1 : 0;
      return _ -> constant;
    }
    int[] labels = new int[data.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = data.answered()[i] ? 1 : 0;
    }
    LogisticRegression model =
        LogisticRegression.fit(
            data.features(), labels, new LogisticRegression.Options(RIDGE, 1e-6, ITERATIONS));
    return x -> {
      double[] chances = new double[2];
      model.predict(x, chances);
      return chances[1];
    };
  }

  private static int[] balanced(UpliftData data, Random random) {
    int[] order = IntStream.range(0, data.size()).toArray();
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    long treated = IntStream.of(order).filter(i -> data.treated()[i]).count();
    long each = Math.min(treated, data.size() - treated);
    return IntStream.concat(
            IntStream.of(order).filter(i -> data.treated()[i]).limit(each),
            IntStream.of(order).filter(i -> !data.treated()[i]).limit(each))
        .sorted()
        .toArray();
  }
}
