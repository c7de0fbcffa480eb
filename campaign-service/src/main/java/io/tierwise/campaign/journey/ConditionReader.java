package io.tierwise.campaign.journey;

import io.tierwise.campaign.audience.Audience;
import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.audience.FeatureCondition;
import io.tierwise.campaign.audience.Operator;
import io.tierwise.campaign.journey.JourneyDocument.AudienceSpec;
import io.tierwise.campaign.journey.JourneyDocument.EventSpec;
import io.tierwise.campaign.journey.JourneyDocument.FeatureSpec;
import io.tierwise.campaign.journey.JourneyDocument.PropertySpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads audiences and events of a document. */
final class ConditionReader {
  private static final int MOST = 50;
  private final Flaws flaws;

  ConditionReader(Flaws flaws) {
    this.flaws = flaws;
  }

  Audience audience(String field, @Nullable AudienceSpec spec) {
    if (spec == null) {
      return Audience.EVERYONE;
    }
    List<@Nullable FeatureSpec> given = Objects.requireNonNullElse(spec.conditions(), List.of());
    List<FeatureCondition> conditions = new ArrayList<>();
    if (given.size() > MOST) {
      flaws.add(field + ".conditions", "too-many", "at most " + MOST + " are allowed");
    } else {
      for (int i = 0; i < given.size(); i++) {
        feature(field + ".conditions[" + i + "]", given.get(i)).ifPresent(conditions::add);
      }
    }
    return new Audience(
        new HashSet<>(flaws.texts(field + ".tiers", spec.tiers(), MOST)),
        new HashSet<>(flaws.texts(field + ".segments", spec.segments(), MOST)),
        conditions,
        null,
        new HashSet<>(flaws.texts(field + ".audiences", spec.audiences(), MOST)));
  }

  private Optional<FeatureCondition> feature(String field, @Nullable FeatureSpec spec) {
    if (spec == null) {
      flaws.add(field, "missing", "is required");
      return Optional.empty();
    }
    String name = flaws.text(field + ".feature", spec.feature());
    Optional<Feature> feature = Feature.named(name);
    if (!name.isEmpty() && feature.isEmpty()) {
      flaws.add(
          field + ".feature", "unknown-feature", "'" + name + "' is none of " + Feature.known());
    }
    Optional<Operator> op = operator(field + ".op", spec.op());
    return feature.isEmpty() || op.isEmpty()
        ? Optional.empty()
        : condition(field + ".value", feature.get(), op.get(), spec.value());
  }

  /** Null if something is wrong with it. */
  @Nullable EventRule event(String field, @Nullable EventSpec spec) {
    if (spec == null) {
      flaws.add(field, "missing", "is required");
      return null;
    }
    String event = flaws.text(field + ".event", spec.event());
    List<@Nullable PropertySpec> where = Objects.requireNonNullElse(spec.where(), List.of());
    List<FeatureCondition> conditions = new ArrayList<>();
    if (where.size() > MOST) {
      flaws.add(field + ".where", "too-many", "at most " + MOST + " are allowed");
      return null;
    }
    for (int i = 0; i < where.size(); i++) {
      property(field + ".where[" + i + "]", where.get(i)).ifPresent(conditions::add);
    }
    return event.isEmpty() ? null : new EventRule(event, conditions);
  }

  private Optional<FeatureCondition> property(String field, @Nullable PropertySpec spec) {
    if (spec == null) {
      flaws.add(field, "missing", "is required");
      return Optional.empty();
    }
    String name = flaws.text(field + ".property", spec.property());
    Optional<Operator> op = operator(field + ".op", spec.op());
    return name.isEmpty() || op.isEmpty()
        ? Optional.empty()
        : condition(
            field + ".value", new Feature(name, "", Feature.Kind.ANY), op.get(), spec.value());
  }

  private Optional<FeatureCondition> condition(
      String field, Feature feature, Operator op, @Nullable Object value) {
    List<String> values = values(value, op);
    Optional<String> problem = FeatureCondition.problem(feature, op, values);
    problem.ifPresent(text -> flaws.add(field, "wrong-value", text));
    return problem.isPresent()
        ? Optional.empty()
        : Optional.of(new FeatureCondition(feature, op, values));
  }

  private Optional<Operator> operator(String field, @Nullable String name) {
    Optional<Operator> found =
        Stream.of(Operator.values())
            .filter(op -> op.name().toLowerCase(Locale.ROOT).equals(name))
            .findFirst();
    if (found.isEmpty()) {
      flaws.add(
          field,
          "unknown-operator",
          "'" + name + "' is none of gt, gte, lt, lte, eq, ne, in, exists");
    }
    return found;
  }

  private static List<String> values(@Nullable Object value, Operator op) {
    if (value == null) {
      return op == Operator.EXISTS ? List.of("true") : List.of();
    }
    if (value instanceof List<?> list) {
      return list.stream().<String>map(String::valueOf).toList();
    }
    return List.of(String.valueOf(value));
  }
}
