package io.tierwise.segmentation.rule;

import io.tierwise.segmentation.activity.Activities;
import io.tierwise.segmentation.activity.Hashes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a rule from a tree of maps, lists, texts, numbers and booleans, as JSON gives it, and says
 * of everything that is wrong where it is. Depth and size are bounded, so that judging a customer
 * is.
 */
public final class RuleReader {
  public static final int MAX_DEPTH = 8;
  public static final int MAX_PARTS = 100;
  public static final int MAX_VALUES = 100;
  private static final int MAX_TEXT = 256;
  private static final int MAX_AGE_DAYS = 36_500;
  private static final long MICROS_PER_DAY = Duration.ofDays(1).toNanos() / 1000;
  private static final Rule NOTHING = new Rule.Or(List.of());
  private static final Set<String> KINDS = Set.of("and", "or", "not", "field", "did", "didNot");
  private static final Set<String> FIELD_KEYS = Set.of("field", "op", "value");
  private static final Set<String> DEED_KEYS =
      Set.of("did", "didNot", "atLeast", "withinDays", "itemId", "category");

  private final int maxDays;
  private final List<RuleProblem> problems = new ArrayList<>();
  private int parts;

  private RuleReader(int maxDays) {
    this.maxDays = maxDays;
  }

  /** The rule, or what is wrong with it. */
  public sealed interface Result {
    record Read(Rule rule) implements Result {}

    record Wrong(List<RuleProblem> problems) implements Result {}
  }

  /**
   * @param pointer where the tree is in the whole
   * @param maxDays for which activity is kept
   */
  public static Result read(@Nullable Object tree, String pointer, int maxDays) {
    RuleReader reader = new RuleReader(maxDays);
    Rule rule = reader.rule(tree, pointer, 1);
    return reader.problems.isEmpty()
        ? new Result.Read(rule)
        : new Result.Wrong(List.copyOf(reader.problems));
  }

  private Rule rule(@Nullable Object tree, String at, int depth) {
    parts++;
    if (parts == MAX_PARTS + 1) {
      return wrong(at, "too-large", "a rule has at most " + MAX_PARTS + " parts");
    }
    if (parts > MAX_PARTS) {
      return NOTHING;
    }
    if (depth > MAX_DEPTH) {
      return wrong(at, "too-deep", "a rule is at most " + MAX_DEPTH + " levels deep");
    }
    if (!(tree instanceof Map<?, ?> map)) {
      return wrong(at, "not-an-object", "is not an object");
    }
    List<?> kinds = map.keySet().stream().filter(KINDS::contains).toList();
    if (kinds.size() != 1) {
      return wrong(
          at, "unknown-condition", "needs exactly one of and, or, not, field, did, didNot");
    }
    String kind = (String) kinds.getFirst();
    Object body = map.get(kind);
    return switch (kind) {
      case "and" ->
          new Rule.And(alone(map, at, kind) ? rules(body, at + "/and", depth) : List.of());
      case "or" -> new Rule.Or(alone(map, at, kind) ? rules(body, at + "/or", depth) : List.of());
      case "not" ->
          alone(map, at, kind) ? new Rule.Not(rule(body, at + "/not", depth + 1)) : NOTHING;
      case "field" -> comparison(map, at);
      case "did" -> did(map, at, kind);
      default -> new Rule.Not(did(map, at, kind));
    };
  }

  private List<Rule> rules(@Nullable Object body, String at, int depth) {
    if (!(body instanceof List<?> list) || list.isEmpty()) {
      wrong(at, "not-a-list", "is not a list of at least one condition");
      return List.of();
    }
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < list.size() && parts <= MAX_PARTS; i++) {
      rules.add(rule(list.get(i), at + "/" + i, depth + 1));
    }
    return rules;
  }

  private Rule comparison(Map<?, ?> map, String at) {
    known(map, at, FIELD_KEYS);
    String named = text(map.get("field"), at + "/field");
    if (named == null) {
      return NOTHING;
    }
    Optional<RuleField> plain = RuleField.ofKey(named);
    int dot = named.indexOf('.');
    Optional<RuleField> field =
        plain.isPresent() || dot < 0 ? plain : RuleField.ofKey(named.substring(0, dot));
    String name = plain.isPresent() || dot < 0 ? null : named.substring(dot + 1);
    if (field.isEmpty() || field.get().isNamed() != (name != null && !name.isEmpty())) {
      return wrong(
          at + "/field",
          "unknown-field",
          "'" + named + "' is not one of " + String.join(", ", RuleField.keys()));
    }
    return switch (field.get().kind()) {
      case NUMBER, SHARE -> number(field.get(), name, map, at);
      case AGE -> age(field.get(), map, at);
      case TEXT -> texts(field.get(), map, at);
      case FLAG -> flag(field.get(), String.valueOf(name), map, at);
    };
  }

  private Rule number(RuleField field, @Nullable String name, Map<?, ?> map, String at) {
    Comparison comparison = comparison(map, at, Comparison.symbols());
    Double bound = number(map.get("value"), at + "/value");
    return comparison == null || bound == null
        ? NOTHING
        : new Rule.NumberIs(field, name, comparison, bound);
  }

  private Rule age(RuleField field, Map<?, ?> map, String at) {
    List<String> symbols = Comparison.symbols().stream().filter(s -> !s.equals("=")).toList();
    Comparison comparison = comparison(map, at, symbols);
    Double days = number(map.get("value"), at + "/value");
    if (days != null && (days < 0 || days > MAX_AGE_DAYS)) {
      return wrong(at + "/value", "out-of-range", days + " is not 0.." + MAX_AGE_DAYS + " days");
    }
    if (comparison == null || days == null) {
      return NOTHING;
    }
    long micros = Math.round(days * MICROS_PER_DAY);
    return new Rule.AgeIs(field, comparison, Duration.ofNanos(micros * 1000));
  }

  private @Nullable Comparison comparison(Map<?, ?> map, String at, List<String> symbols) {
    String symbol = map.get("op") instanceof String text ? text : "";
    if (!symbols.contains(symbol)) {
      wrong(at + "/op", "unknown-op", "is not one of " + String.join(" ", symbols));
      return null;
    }
    return Comparison.ofSymbol(symbol).orElseThrow();
  }

  private Rule texts(RuleField field, Map<?, ?> map, String at) {
    Object op = map.get("op");
    Object value = map.get("value");
    List<?> values = "in".equals(op) && value instanceof List<?> list ? list : null;
    if (!"in".equals(op) && !"=".equals(op) && !"!=".equals(op)) {
      return wrong(at + "/op", "unknown-op", "is not one of = != in");
    }
    if ("in".equals(op) && (values == null || values.isEmpty() || values.size() > MAX_VALUES)) {
      return wrong(at + "/value", "not-a-list", "is not a list of 1 to " + MAX_VALUES + " texts");
    }
    Set<String> texts = new HashSet<>();
    for (int i = 0; values != null && i < values.size(); i++) {
      String text = text(values.get(i), at + "/value/" + i);
      texts.add(String.valueOf(text));
    }
    if (values == null) {
      texts.add(String.valueOf(text(value, at + "/value")));
    }
    Rule in = new Rule.TextIn(field, texts);
    return "!=".equals(op) ? new Rule.Not(in) : in;
  }

  private Rule flag(RuleField field, String name, Map<?, ?> map, String at) {
    Object op = map.get("op");
    if (op != null && !op.equals("=")) {
      return wrong(at + "/op", "unknown-op", "is not =");
    }
    return map.get("value") instanceof Boolean value
        ? new Rule.FlagIs(field, name, value)
        : wrong(at + "/value", "not-a-boolean", "is not true or false");
  }

  private Rule did(Map<?, ?> map, String at, String kind) {
    known(map, at, DEED_KEYS);
    String event = text(map.get(kind), at + "/" + kind);
    Integer atLeast = whole(map, "atLeast", at, Activities.MOST_A_DAY);
    Integer withinDays = whole(map, "withinDays", at, maxDays);
    return event == null
        ? NOTHING
        : new Rule.Did(
            event,
            atLeast == null ? 1 : atLeast,
            withinDays,
            hash(map, "itemId", at),
            hash(map, "category", at));
  }

  private @Nullable Long hash(Map<?, ?> map, String key, String at) {
    String text = map.containsKey(key) ? text(map.get(key), at + "/" + key) : null;
    return text == null ? null : (Long) Hashes.of(text);
  }

  private @Nullable Integer whole(Map<?, ?> map, String key, String at, int max) {
    if (!map.containsKey(key)) {
      return null;
    }
    Double number = number(map.get(key), at + "/" + key);
    if (number == null) {
      return null;
    }
    if (number < 1 || number > max || number != Math.rint(number)) {
      wrong(at + "/" + key, "out-of-range", "is not a whole number of 1 to " + max);
      return null;
    }
    return number.intValue();
  }

  private @Nullable Double number(@Nullable Object value, String at) {
    if (value instanceof Number number) {
      double plain = number.doubleValue();
      if (Double.isFinite(plain)) {
        return plain;
      }
    }
    wrong(at, "not-a-number", "is not a number");
    return null;
  }

  private @Nullable String text(@Nullable Object value, String at) {
    if (value instanceof String text
        && !text.isEmpty()
        && text.length() <= MAX_TEXT
        && text.indexOf('\0') < 0) {
      return text;
    }
    wrong(at, "not-a-text", "is not a text of 1 to " + MAX_TEXT + " characters");
    return null;
  }

  private boolean alone(Map<?, ?> map, String at, String kind) {
    return known(map, at, Set.of(kind));
  }

  private boolean known(Map<?, ?> map, String at, Set<String> keys) {
    boolean known = true;
    for (Object key : map.keySet()) {
      if (!keys.contains(key)) {
        wrong(at + "/" + escaped(key), "unknown-key", "is not one of " + sorted(keys));
        known = false;
      }
    }
    return known;
  }

  private static String sorted(Set<String> keys) {
    return String.join(", ", keys.stream().sorted().toList());
  }

  private static String escaped(Object key) {
    return String.valueOf(key).replace("~", "~0").replace("/", "~1");
  }

  private Rule wrong(String at, String code, String message) {
    problems.add(new RuleProblem(at, code, message));
    return NOTHING;
  }
}
