package io.tierwise.segmentation.rule;

import io.tierwise.segmentation.activity.Deed;
import io.tierwise.segmentation.activity.Hashes;
import io.tierwise.segmentation.clv.CustomerValue;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.Preferences;
import io.tierwise.segmentation.rfm.RfmScore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Customers with few different values each, some of them missing. */
public final class RandomSubjects {
  private final Random random;
  private final Instant now;

  public RandomSubjects(Random random, Instant now) {
    this.random = random;
    this.now = now;
  }

  public Subject subject(String id, List<Deed> deeds) {
    int orders = random.nextInt(5);
    Instant last = orders == 0 ? null : ago();
    Customer customer =
        new Customer(
            id,
            now,
            ago(),
            ago(),
            orders,
            last == null || random.nextInt(4) == 0 ? null : ago(),
            last,
            BigDecimal.valueOf(random.nextInt(20), 2),
            random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(6)),
            random.nextInt(6),
            random.nextInt(6),
            random.nextInt(6),
            random.nextInt(6));
    Preferences preferences =
        new Preferences(
            shares("garden"),
            shares("a.b'c"),
            shares("low"),
            random.nextInt(3) == 0 ? Map.of() : Map.of("email", random.nextBoolean()),
            random.nextBoolean() ? List.of() : List.of("mobile", "tablet"),
            List.of(),
            random.nextInt(3) == 0 ? null : random.nextBoolean() ? "GB" : "DE");
    boolean placed = random.nextInt(4) > 0;
    boolean scored = placed && orders > 0;
    return new Subject(
        customer,
        preferences,
        scored ? List.of("Diamond", "Gold", "Iron").get(random.nextInt(3)) : null,
        placed ? (random.nextBoolean() ? "Champions" : "Lost") : null,
        scored ? new RfmScore(score(), score(), score()) : null,
        random.nextInt(4) == 0 ? null : one(List.of("new", "at-risk", "lapsed")),
        random.nextBoolean()
            ? null
            : new CustomerValue(
                quarters(), random.nextInt(4), random.nextInt(4), random.nextInt(6)),
        random.nextBoolean()
            ? null
            : new Subject.Churn(quarters(), one(List.of("HIGH", "MEDIUM", "LOW"))),
        days(deeds));
  }

  /** What a user does in a week; some events tell of several products. */
  public List<Deed> deeds(String userKey) {
    int today = Rule.Did.day(now);
    List<Deed> deeds = new ArrayList<>();
    for (int i = random.nextInt(10); i > 0; i--) {
      String event = one(RandomRules.EVENTS);
      int day = today - random.nextInt(8);
      long key = random.nextLong();
      for (int product = random.nextInt(3); product >= 0; product--) {
        deeds.add(
            new Deed(
                userKey,
                event,
                day,
                key,
                random.nextInt(3) == 0 ? 0 : Hashes.of(one(RandomRules.ITEMS)),
                random.nextInt(3) == 0 ? 0 : Hashes.of(one(RandomRules.CATEGORIES))));
      }
    }
    return deeds;
  }

  private static Map<String, List<Subject.Day>> days(List<Deed> deeds) {
    Map<String, List<Subject.Day>> days = new HashMap<>();
    deeds.stream()
        .collect(Collectors.groupingBy(Deed::event, Collectors.groupingBy(Deed::day)))
        .forEach(
            (event, byDay) ->
                byDay.forEach(
                    (day, those) ->
                        days.computeIfAbsent(event, _ -> new ArrayList<>())
                            .add(
                                new Subject.Day(
                                    day,
                                    those.stream().map(Deed::key).toList(),
                                    those.stream().map(Deed::item).toList(),
                                    those.stream().map(Deed::category).toList()))));
    return days;
  }

  private Map<String, Double> shares(String name) {
    return random.nextInt(3) == 0 ? Map.of() : Map.of(name, quarters());
  }

  private double quarters() {
    return random.nextInt(5) * 0.25;
  }

  private int score() {
    return 1 + random.nextInt(5);
  }

  /** Often a whole number of days, which is where bounds are; sometimes in the future. */
  private Instant ago() {
    Instant days = now.minus(Duration.ofDays(random.nextInt(9) - 1L));
    return switch (random.nextInt(4)) {
      case 0 -> days.minusNanos(1000);
      case 1 -> days.plusNanos(1000);
      default -> days;
    };
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
