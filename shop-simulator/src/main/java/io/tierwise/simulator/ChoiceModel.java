package io.tierwise.simulator;

import io.tierwise.simulator.Catalogue.Model;
import java.util.random.RandomGenerator;

/**
 * What somebody picks: a leaf category by interest, then an item of it by a multinomial logit
 * (McFadden 1974) over appeal, brand, style, price and quality.
 */
final class ChoiceModel {
  /** Share of picks outside the customer's interests. */
  static final double STRAY = 0.14;

  private final Catalogue catalogue;
  private final double[] leafAppeal;

  ChoiceModel(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.leafAppeal = catalogue.leafAppeal();
  }

  int browse(CustomerModel customer, RandomGenerator random) {
    int leaf =
        Draws.chance(random, STRAY) ? catalogue.strayLeaf(random) : customer.interest(random);
    return inLeaf(customer, leaf, random);
  }

  int inLeaf(CustomerModel customer, int leaf, RandomGenerator random) {
    return catalogue.itemsOfLeaf(leaf)[Draws.index(random, weights(customer, leaf))];
  }

  /** Something to compare an item with: another of its leaf. */
  int rival(CustomerModel customer, int item, RandomGenerator random) {
    return inLeaf(customer, catalogue.model(item).leaf(), random);
  }

  /**
   * Probability that a pick is this item, before what the customer owns is considered; sums to one
   * over the catalogue.
   */
  double probability(CustomerModel customer, int item) {
    Model model = catalogue.model(item);
    double interest = STRAY * leafAppeal[model.leaf()];
    for (int i = 0; i < customer.interests().length; i++) {
      if (customer.interests()[i] == model.leaf()) {
        interest += (1 - STRAY) * customer.interestWeights()[i];
      }
    }
    double sum = 0;
    for (int other : catalogue.itemsOfLeaf(model.leaf())) {
      sum += weight(customer, catalogue.model(other));
    }
    return interest * weight(customer, model) / sum;
  }

  /** Mean price of a pick in pence. */
  double meanPrice(CustomerModel customer) {
    double mean = 0;
    for (int i = 0; i < customer.interests().length; i++) {
      int leaf = customer.interests()[i];
      double[] weights = weights(customer, leaf);
      double sum = 0;
      double prices = 0;
      for (int k = 0; k < weights.length; k++) {
        sum += weights[k];
        prices += weights[k] * catalogue.model(catalogue.itemsOfLeaf(leaf)[k]).item().pricePence();
      }
      mean += customer.interestWeights()[i] * prices / sum;
    }
    return mean;
  }

  private double[] weights(CustomerModel customer, int leaf) {
    int[] items = catalogue.itemsOfLeaf(leaf);
    double[] weights = new double[items.length];
    for (int i = 0; i < items.length; i++) {
      weights[i] = weight(customer, catalogue.model(items[i]));
    }
    return weights;
  }

  private static double weight(CustomerModel customer, Model model) {
    double distance = model.priceLevel() - customer.pricePoint();
    return Math.exp(
        model.appeal()
            + customer.brandTaste()[model.brand()]
            + customer.styleTaste()[model.style()]
            - (0.25 + 0.5 * customer.priceSensitivity()) * distance * distance
            + 0.4 * model.quality());
  }
}
