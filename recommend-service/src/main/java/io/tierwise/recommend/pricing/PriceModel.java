package io.tierwise.recommend.pricing;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.CatalogueEntry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The price that an item's category and brand lead one to expect.
 *
 * <p>Ridge regression of ln(price): a mean, an effect for each step of the category path and one
 * for the brand. Effects are drawn to 0 by lambda = 3, so that a group of n items keeps n / (n + 3)
 * of its mean; fitted by cyclic coordinate descent, which is exact for one group at a time (A. E.
 * Hoerl, R. W. Kennard, Ridge Regression, 1970; J. Friedman, T. Hastie, R. Tibshirani, 2010). The
 * error is that of ten folds: items that the fit had not seen.
 */
public final class PriceModel {
  private static final int NONE = -1;
  private static final double LAMBDA = 3;
  private static final int SWEEPS = 30;
  private static final int FOLDS = 10;
  private static final int MIN_ITEMS = 30;
  private static final double NORMAL_80 = 1.2815515655446004;

  private final double[] effects;
  private final double mean;
  private final Map<String, Integer> brands;
  private final int categories;
  private final int items;
  private final double error;
  private final double plainError;

  private PriceModel(
      Fit fit, Rows rows, Map<String, Integer> brands, double error, double plainError) {
    this.effects = fit.effects;
    this.mean = fit.mean;
    this.brands = brands;
    this.categories = rows.categories;
    this.items = rows.size();
    this.error = error;
    this.plainError = plainError;
  }

  /** Logarithms of prices, and the groups that each item is in: category steps, then brand. */
  private record Rows(double[] prices, int[][] groups, int categories, int groupCount) {
    int size() {
      return prices.length;
    }

    int group(int row, int place) {
      return place < groups[row].length ? groups[row][place] : NONE;
    }
  }

  private record Fit(double mean, double[] effects) {
    double of(int[] groups) {
      double sum = mean;
      for (int group : groups) {
        sum += group == NONE ? 0 : effects[group];
      }
      return sum;
    }
  }

  /**
   * @param low where four of five such items lie above the tenth of 100
   * @param high see {@code low}
   */
  public record Estimate(double price, double low, double high) {}

  /**
   * @return empty with fewer than 30 priced items
   */
  public static Optional<PriceModel> fit(Catalogue catalogue) {
    Map<String, Integer> brands = new HashMap<>();
    int[] numbers = priced(catalogue);
    if (numbers.length < MIN_ITEMS) {
      return Optional.empty();
    }
    int categories = 0;
    for (int number : numbers) {
      for (int category : entry(catalogue, number).categories()) {
        categories = Math.max(categories, category + 1);
      }
      String brand = entry(catalogue, number).item().brand();
      if (brand != null) {
        brands.putIfAbsent(brand, brands.size());
      }
    }
    double[] prices = new double[numbers.length];
    int[][] groups = new int[numbers.length][];
    for (int row = 0; row < numbers.length; row++) {
      CatalogueEntry entry = entry(catalogue, numbers[row]);
      prices[row] = Math.log(entry.price());
      groups[row] = groups(entry, categories, brands);
    }
    Rows rows = new Rows(prices, groups, categories, categories + brands.size());
    double squares = 0;
    double plain = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      Fit fit = fit(rows, fold);
      for (int row = fold; row < rows.size(); row += FOLDS) {
        squares += Math.pow(prices[row] - fit.of(groups[row]), 2);
        plain += Math.pow(prices[row] - fit.mean, 2);
      }
    }
    return Optional.of(
        new PriceModel(
            fit(rows, -1),
            rows,
            brands,
            Math.sqrt(squares / rows.size()),
            Math.sqrt(plain / rows.size())));
  }

  /** Of what is in these categories and of this brand, whatever its price is. */
  public Estimate estimate(CatalogueEntry entry) {
    double ln = new Fit(mean, effects).of(groups(entry, categories, brands));
    return new Estimate(
        Math.exp(ln), Math.exp(ln - NORMAL_80 * error), Math.exp(ln + NORMAL_80 * error));
  }

  /** How many items it was fitted on. */
  public int items() {
    return items;
  }

  /** Root mean square error of ln(price) over held-out items: .1 is about 10 %. */
  public double error() {
    return error;
  }

  /** The same error of the mean of all prices, which knows neither category nor brand. */
  public double plainError() {
    return plainError;
  }

  private static Fit fit(Rows rows, int withoutFold) {
    double[] effects = new double[rows.groupCount];
    double[] residuals = rows.prices.clone();
    int[] members = new int[rows.groupCount];
    double mean = 0;
    int used = 0;
    for (int row = 0; row < rows.size(); row++) {
      if (isUsed(row, withoutFold)) {
        mean += rows.prices[row];
        used++;
        for (int group : rows.groups[row]) {
          if (group != NONE) {
            members[group]++;
          }
        }
      }
    }
    mean /= used;
    for (int row = 0; row < rows.size(); row++) {
      residuals[row] -= mean;
    }
    double[] sums = new double[rows.groupCount];
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      // An item has one group at each place: those of a place are solved together.
      for (int place = 0; place < depth(rows); place++) {
        step(rows, withoutFold, place, effects, residuals, members, sums);
      }
    }
    return new Fit(mean, effects);
  }

  private static void step(
      Rows rows,
      int withoutFold,
      int place,
      double[] effects,
      double[] residuals,
      int[] members,
      double[] sums) {
    Arrays.fill(sums, 0);
    for (int row = 0; row < rows.size(); row++) {
      int group = rows.group(row, place);
      if (group != NONE && isUsed(row, withoutFold)) {
        sums[group] += residuals[row] + effects[group];
      }
    }
    for (int row = 0; row < rows.size(); row++) {
      int group = rows.group(row, place);
      if (group != NONE) {
        residuals[row] += effects[group] - sums[group] / (members[group] + LAMBDA);
      }
    }
    for (int row = 0; row < rows.size(); row++) {
      int group = rows.group(row, place);
      if (group != NONE) {
        effects[group] = sums[group] / (members[group] + LAMBDA);
      }
    }
  }

  private static boolean isUsed(int row, int withoutFold) {
    return withoutFold < 0 || row % FOLDS != withoutFold;
  }

  private static int depth(Rows rows) {
    int depth = 0;
    for (int[] groups : rows.groups) {
      depth = Math.max(depth, groups.length);
    }
    return depth;
  }

  private static int[] priced(Catalogue catalogue) {
    int[] numbers = new int[catalogue.size()];
    int n = 0;
    for (int number = 0; number < numbers.length; number++) {
      CatalogueEntry entry = catalogue.entry(number);
      if (entry != null && entry.price() > 0) {
        numbers[n++] = number;
      }
    }
    return Arrays.copyOf(numbers, n);
  }

  private static CatalogueEntry entry(Catalogue catalogue, int number) {
    CatalogueEntry entry = catalogue.entry(number);
    if (entry == null) {
      throw new IllegalStateException("item " + number + " has vanished");
    }
    return entry;
  }

  /**
   * The brand, then each step of the category path, {@link #NONE} for what the fit does not know: a
   * group has the same place in all lists.
   */
  private static int[] groups(CatalogueEntry entry, int categories, Map<String, Integer> brands) {
    String name = entry.item().brand();
    Integer brand = name == null ? null : brands.get(name);
    int[] steps = entry.categories();
    int[] groups = new int[steps.length + 1];
    groups[0] = brand == null ? NONE : categories + brand;
    for (int i = 0; i < steps.length; i++) {
      groups[i + 1] = steps[i] < categories ? steps[i] : NONE;
    }
    return groups;
  }
}
