package io.tierwise.segmentation.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rules over few values, so that many customers are just inside and just outside of them. */
public final class RandomRules {
  public static final List<String> EVENTS = List.of("Product Viewed", "Order Completed", "page");
  public static final List<String> ITEMS = List.of("spade", "pan", "lamp");
  public static final List<String> CATEGORIES = List.of("garden", "kitchen");
  private static final List<String> NUMBERS =
      List.of(
          "frequency",
          "monetary",
          "averageOrderValue",
          "sessions",
          "browseSeconds",
          "activeDays",
          "categoryBreadth",
          "recencyScore",
          "frequencyScore",
          "monetaryScore",
          "lifetimeValue",
          "expectedOrders",
          "aliveProbability",
          "churnProbability",
          "categoryAffinity.garden",
          "brandAffinity.a.b'c",
          "priceBandAffinity.low");
  private static final List<String> AGES =
      List.of("recencyDays", "daysSinceFirstOrder", "tenureDays", "inactiveDays");

  private final Random random;

  public RandomRules(Random random) {
    this.random = random;
  }

  /** As JSON gives it. */
  public Object tree(int depth) {
    int kind = random.nextInt(depth > 1 ? 8 : 5);
    return switch (kind) {
      case 0 ->
          Map.of(
              "field",
              one(NUMBERS),
              "op",
              one(List.of("<", "<=", "=", ">=", ">")),
              "value",
              bound());
      case 1 ->
          Map.of(
              "field",
              one(AGES),
              "op",
              one(List.of("<", "<=", ">=", ">")),
              "value",
              random.nextInt(8));
      case 2 -> text();
      case 3 -> Map.of("field", "consent.email", "value", random.nextBoolean());
      case 4 -> deed();
      case 5 -> Map.of("not", tree(depth - 1));
      default -> Map.of(kind == 6 ? "and" : "or", trees(depth - 1));
    };
  }

  public Rule rule(int depth) {
    return switch (RuleReader.read(tree(depth), "", 400)) {
      case RuleReader.Result.Read(Rule rule) -> rule;
      case RuleReader.Result.Wrong(List<RuleProblem> problems) ->
          throw new AssertionError(problems.toString());
    };
  }

  private List<Object> trees(int depth) {
    List<Object> trees = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      trees.add(tree(depth));
    }
    return trees;
  }

  private Object bound() {
    return random.nextBoolean() ? random.nextInt(6) : random.nextInt(4) * 0.25;
  }

  private Object text() {
    return switch (random.nextInt(6)) {
      case 4 -> Map.of("field", "churnRisk", "op", "=", "value", "HIGH");
      case 3 -> Map.of("field", "lifecycle", "op", "=", "value", "at-risk");
      case 0 ->
          Map.of(
              "field",
              "tier",
              "op",
              "in",
              "value",
              List.of("Diamond", one(List.of("Gold", "Iron"))));
      case 1 ->
          Map.of(
              "field", "country", "op", one(List.of("=", "!=")), "value", one(List.of("GB", "DE")));
      case 2 -> Map.of("field", "device", "op", "=", "value", one(List.of("mobile", "desktop")));
      default -> Map.of("field", "segment", "op", "!=", "value", "Champions");
    };
  }

  private Object deed() {
    Map<String, Object> deed = new java.util.HashMap<>();
    deed.put(random.nextBoolean() ? "did" : "didNot", one(EVENTS));
    if (random.nextBoolean()) {
      deed.put("atLeast", 1 + random.nextInt(4));
    }
    if (random.nextInt(4) > 0) {
      deed.put("withinDays", 1 + random.nextInt(6));
    }
    if (random.nextInt(3) == 0) {
      deed.put("itemId", one(ITEMS));
    }
    if (random.nextInt(3) == 0) {
      deed.put("category", one(CATEGORIES));
    }
    return deed;
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
