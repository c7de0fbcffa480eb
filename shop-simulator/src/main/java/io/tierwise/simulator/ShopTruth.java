package io.tierwise.simulator;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The world behind the events, to check against it what was found in them. */
public final class ShopTruth {
  private static final double HORIZON_WEEKS = 26;

  private final Catalogue catalogue;
  private final ChoiceModel choices;
  private final TreatmentModel treatment;
  private final Map<String, CustomerModel> models = new HashMap<>();
  private final Map<String, CustomerTruth> customers = new LinkedHashMap<>();

  ShopTruth(Catalogue catalogue, List<CustomerModel> people, PurchaseRates rates) {
    this.catalogue = catalogue;
    this.choices = new ChoiceModel(catalogue);
    this.treatment = new TreatmentModel(rates);
    double[] values = people.stream().mapToDouble(this::expectedRevenue).toArray();
    ValueClass[] classes = classes(people, values);
    for (int i = 0; i < people.size(); i++) {
      CustomerModel model = people.get(i);
      models.put(model.customer().customerId(), model);
      customers.put(model.customer().customerId(), truth(model, values[i], classes[i]));
    }
  }

  public List<CustomerTruth> customers() {
    return List.copyOf(customers.values());
  }

  /**
   * @throws IllegalArgumentException if the shop has no such customer
   */
  public CustomerTruth customer(String customerId) {
    CustomerTruth truth = customers.get(customerId);
    if (truth == null) {
      throw new IllegalArgumentException("no customer " + customerId);
    }
    return truth;
  }

  public boolean knows(String customerId) {
    return customers.containsKey(customerId);
  }

  /**
   * Probability that the customer picks this item from the whole catalogue, before what they own is
   * considered; sums to one over the items.
   */
  public double preference(String customerId, String itemId) {
    int item = catalogue.indexOf(itemId);
    if (item < 0) {
      throw new IllegalArgumentException("no item " + itemId);
    }
    return choices.probability(model(customerId), item);
  }

  /**
   * How well an offer suits a customer, 0 to 1.
   *
   * @param categories departments, aisles or leaves, by name or by path with slashes
   */
  public double tasteMatch(
      String customerId, Collection<String> categories, Collection<String> itemIds) {
    return Taste.match(catalogue, model(customerId), categories, itemIds);
  }

  /** What a first contact with this offer adds to the customer's probability to order. */
  public double treatmentEffect(
      String customerId,
      String channel,
      Collection<String> categories,
      Collection<String> itemIds) {
    return treatment.lift(
        model(customerId),
        customer(customerId).valueClass(),
        channel,
        tasteMatch(customerId, categories, itemIds),
        0);
  }

  CustomerModel model(String customerId) {
    customer(customerId);
    return Objects.requireNonNull(models.get(customerId));
  }

  TreatmentModel treatment() {
    return treatment;
  }

  private CustomerTruth truth(CustomerModel model, double value, ValueClass valueClass) {
    Map<String, Double> taste = new HashMap<>();
    for (int i = 0; i < model.interests().length; i++) {
      taste.put(catalogue.leaves().get(model.interests()[i]).name(), model.interestWeights()[i]);
    }
    long left = model.process().droppedOutAt();
    return new CustomerTruth(
        model.customer().customerId(),
        taste,
        model.ordersPerWeek(),
        model.dropOut(),
        left == Long.MAX_VALUE ? null : Instant.ofEpochMilli(left),
        Arrays.stream(model.process().orderVisits()).mapToObj(Instant::ofEpochMilli).toList(),
        model.priceSensitivity(),
        expectedOrderValue(model),
        value,
        valueClass,
        treatment.base(model),
        TreatmentModel.CHANNELS.stream()
            .collect(
                Collectors.toMap(
                    channel -> channel,
                    channel -> treatment.lift(model, valueClass, channel, 1, 0))));
  }

  private double expectedOrderValue(CustomerModel model) {
    double lines = 1 + 0.95 * model.spendLevel();
    return lines * choices.meanPrice(model) / 100;
  }

  /**
   * The first order and the repeat orders until t of a Poisson process that drop-out ends: (1 -
   * exp(-lambda p t)) / p of them.
   */
  private double expectedRevenue(CustomerModel model) {
    if (!model.everBuys()) {
      return 0;
    }
    double p = Math.max(model.dropOut(), 1e-9);
    double later = (1 - Math.exp(-model.ordersPerWeek() * p * HORIZON_WEEKS)) / p;
    return (1 + later) * expectedOrderValue(model);
  }

  private static ValueClass[] classes(List<CustomerModel> people, double[] values) {
    ValueClass[] classes = new ValueClass[values.length];
    Arrays.fill(classes, ValueClass.NEVER_BUYS);
    Integer[] buyers =
        IntStream.range(0, values.length)
            .filter(i -> people.get(i).everBuys())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -values[i]))
            .toArray(Integer[]::new);
    for (int rank = 0; rank < buyers.length; rank++) {
      double share = (double) rank / buyers.length;
      classes[buyers[rank]] =
          share < 0.05
              ? ValueClass.TOP
              : share < 0.2 ? ValueClass.HIGH : share < 0.5 ? ValueClass.MIDDLE : ValueClass.LOW;
    }
    return classes;
  }
}
