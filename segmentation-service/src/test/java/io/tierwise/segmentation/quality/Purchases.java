package io.tierwise.segmentation.quality;

import io.tierwise.segmentation.clv.ClvModel;
import io.tierwise.segmentation.clv.ClvModel.Horizon;
import io.tierwise.segmentation.clv.CustomerValue;
import io.tierwise.segmentation.clv.FitVerdict;
import io.tierwise.segmentation.clv.HistoryTable;
import io.tierwise.segmentation.clv.PurchaseFit;
import io.tierwise.segmentation.clv.PurchaseKind;
import io.tierwise.segmentation.clv.SpendFit;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.value.Histories;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What customers bought, cut at an instant into what is known and what was to come. */
record Purchases(List<Order> orders) {
  record Order(String user, Instant at, BigDecimal amount) {}

  /** Of those who had ordered by then, by user. */
  List<Customer> known(Instant cut) {
    Map<String, List<Order>> byUser =
        orders.stream()
            .filter(order -> order.at().isBefore(cut))
            .collect(Collectors.groupingBy(Order::user, TreeMap::new, Collectors.toList()));
    return byUser.entrySet().stream().map(e -> customer(e.getKey(), e.getValue(), cut)).toList();
  }

  /** What each of these spent from the cut on. */
  double[] spentAfter(Instant cut, List<Customer> customers) {
    Map<String, Double> spent =
        orders.stream()
            .filter(order -> !order.at().isBefore(cut))
            .collect(
                Collectors.groupingBy(
                    Order::user, Collectors.summingDouble(order -> order.amount().doubleValue())));
    return customers.stream().mapToDouble(c -> spent.getOrDefault(c.userId(), 0.0)).toArray();
  }

  long ordersAfter(Instant cut, List<Customer> customers) {
    List<String> known = customers.stream().map(Customer::userId).sorted().toList();
    return orders.stream()
        .filter(order -> !order.at().isBefore(cut))
        .filter(order -> java.util.Collections.binarySearch(known, order.user()) >= 0)
        .count();
  }

  private static Customer customer(String user, List<Order> own, Instant cut) {
    Instant first = own.stream().map(Order::at).min(Comparator.naturalOrder()).orElseThrow();
    Instant last = own.stream().map(Order::at).max(Comparator.naturalOrder()).orElseThrow();
    BigDecimal revenue = own.stream().map(Order::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Customer(
        user,
        cut,
        first,
        last,
        own.size(),
        first,
        last,
        revenue,
        revenue.divide(BigDecimal.valueOf(own.size()), 4, RoundingMode.HALF_UP),
        own.size(),
        0,
        own.size(),
        1);
  }

  /** The model that is most likely, as a fit of the service would choose it. */
  static List<CustomerValue> values(List<Customer> customers, Instant cut, Horizon horizon) {
    HistoryTable histories = new HistoryTable();
    customers.forEach(c -> histories.add(Histories.of(c, cut).orElseThrow()));
    PurchaseFit purchases =
        Arrays.stream(PurchaseKind.values())
            .map(kind -> PurchaseFit.of(kind, histories.frequencies()))
            .filter(fit -> fit.verdict() == FitVerdict.CONVERGED)
            .max(Comparator.comparingDouble(PurchaseFit::logLikelihood))
            .orElseThrow();
    ClvModel model = new ClvModel(purchases.model(), SpendFit.of(histories.spend()).model());
    return customers.stream()
        .map(c -> model.value(Histories.of(c, cut).orElseThrow(), horizon))
        .toList();
  }

  /** Rank correlation of C. Spearman, 1904, equal values sharing the mean of their ranks. */
  static double rankCorrelation(double[] a, double[] b) {
    double[] x = ranks(a);
    double[] y = ranks(b);
    double mean = (x.length + 1) / 2.0;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mean) * (y[i] - mean);
      xx += (x[i] - mean) * (x[i] - mean);
      yy += (y[i] - mean) * (y[i] - mean);
    }
    return xy / Math.sqrt(xx * yy);
  }

  private static double[] ranks(double[] values) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, values.length).boxed().toList());
    order.sort(Comparator.comparingDouble(i -> values[i]));
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.size(); ) {
      int to = from;
      while (to < order.size() && values[order.get(to)] == values[order.get(from)]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order.get(i)] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
