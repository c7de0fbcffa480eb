package io.tierwise.profile.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.profile.analysis.Cohort;
import io.tierwise.profile.analysis.Funnel;
import io.tierwise.profile.analysis.Funnel.Counts;
import io.tierwise.profile.analysis.OrderCell;
import io.tierwise.profile.analysis.Period;
import io.tierwise.starter.web.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Analyses as JSON. */
final class AnalysisAnswers {
  private static final int HOURS = 168;

  /**
   * @param shareOfFirst of the users at the first step; null where there are none
   * @param dropOff share of the users of the step before who did not come here
   * @param usersWithEvent users with such an event at any time in the period; null in a bucket
   */
  record Step(
      String step,
      long users,
      @Nullable Double shareOfFirst,
      @Nullable Double dropOff,
      @Nullable Long usersWithEvent) {}

  record FunnelBucket(@Nullable Instant start, List<Step> steps) {}

  @Schema(name = "Funnel")
  record FunnelAnswer(Instant from, Instant to, List<Step> steps, List<FunnelBucket> buckets) {}

  /**
   * @param share of the customers of the cohort
   */
  record ActivityAnswer(int since, long customers, double share, boolean complete) {}

  record CohortAnswer(
      Instant cohort,
      long customers,
      long orderedAgain,
      double orderedAgainShare,
      List<ActivityAnswer> activity) {}

  @Schema(name = "Retention")
  record RetentionAnswer(Instant from, Instant to, String period, List<CohortAnswer> cohorts) {}

  record BandAnswer(String band, long orders, Money revenue) {}

  record OrderCellAnswer(String band, int hourOfWeek, long orders, Money revenue) {}

  @Schema(name = "OrderPattern")
  record OrdersAnswer(
      Instant from,
      Instant to,
      List<BandAnswer> bands,
      @Schema(description = "168 counts, Monday 00:00 UTC first") List<Long> hoursOfWeek,
      List<OrderCellAnswer> cells) {}

  static FunnelAnswer of(Period period, Funnel funnel, boolean bucketed) {
    return new FunnelAnswer(
        period.from(),
        period.to(),
        steps(funnel.total(), funnel.unordered()),
        bucketed
            ? funnel.buckets().stream()
                .map(bucket -> new FunnelBucket(bucket.start(), steps(bucket.users(), null)))
                .toList()
            : List.of());
  }

  static List<Step> steps(Counts users, @Nullable Counts unordered) {
    List<Step> steps = new ArrayList<>();
    List<String> names = List.of("view", "cart", "checkout", "order");
    List<Long> reached = all(users);
    for (int i = 0; i < names.size(); i++) {
      long here = reached.get(i);
      Double kept = i == 0 ? null : share(here, reached.get(i - 1));
      steps.add(
          new Step(
              names.get(i),
              here,
              share(here, users.view()),
              kept == null ? null : rounded(1 - kept),
              unordered == null ? null : all(unordered).get(i)));
    }
    return steps;
  }

  private static List<Long> all(Counts counts) {
    return List.of(counts.view(), counts.cart(), counts.checkout(), counts.order());
  }

  static CohortAnswer of(Cohort cohort) {
    return new CohortAnswer(
        cohort.start(),
        cohort.customers(),
        cohort.orderedAgain(),
        rounded((double) cohort.orderedAgain() / cohort.customers()),
        cohort.activity().stream()
            .map(
                activity ->
                    new ActivityAnswer(
                        activity.since(),
                        activity.customers(),
                        rounded((double) activity.customers() / cohort.customers()),
                        activity.complete()))
            .toList());
  }

  static OrdersAnswer of(Period period, List<OrderCell> cells, String currency) {
    Map<String, BandAnswer> bands = new LinkedHashMap<>();
    long[] hours = new long[HOURS];
    for (OrderCell cell : cells) {
      hours[cell.hourOfWeek()] += cell.orders();
      bands.merge(
          cell.band(),
          new BandAnswer(cell.band(), cell.orders(), Money.of(cell.revenue(), currency)),
          (a, b) -> plus(a, b, currency));
    }
    return new OrdersAnswer(
        period.from(),
        period.to(),
        List.copyOf(bands.values()),
        IntStream.range(0, HOURS).mapToObj(hour -> hours[hour]).toList(),
        cells.stream()
            .map(
                cell ->
                    new OrderCellAnswer(
                        cell.band(),
                        cell.hourOfWeek(),
                        cell.orders(),
                        Money.of(cell.revenue(), currency)))
            .toList());
  }

  private static BandAnswer plus(BandAnswer a, BandAnswer b, String currency) {
    BigDecimal sum = a.revenue().value().add(b.revenue().value());
    return new BandAnswer(a.band(), a.orders() + b.orders(), Money.of(sum, currency));
  }

  private static @Nullable Double share(long part, long whole) {
    return whole == 0 ? null : rounded((double) part / whole);
  }

  static double rounded(double share) {
    return Math.round(share * 1e6) / 1e6;
  }

  private AnalysisAnswers() {}
}
