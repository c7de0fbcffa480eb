package io.tierwise.campaign.journey;

import io.tierwise.campaign.audience.Audience;
import io.tierwise.campaign.audience.ConditionText;
import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.audience.FeatureCondition;
import io.tierwise.campaign.journey.JourneyDocument.AudienceSpec;
import io.tierwise.campaign.journey.JourneyDocument.EventSpec;
import io.tierwise.campaign.journey.JourneyDocument.FeatureSpec;
import io.tierwise.campaign.journey.JourneyDocument.PropertySpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads audiences and events of a document. */
final class ConditionReader {
  private static final int MOST = 50;
  private final Flaws flaws;
  private final ConditionText conditions;

  ConditionReader(Flaws flaws) {
    this.flaws = flaws;
    this.conditions = new ConditionText(flaws::add);
  }

  Audience audience(String field, @Nullable AudienceSpec spec) {
    if (spec == null) {
      return Audience.EVERYONE;
    }
    List<@Nullable FeatureSpec> given = Objects.requireNonNullElse(spec.conditions(), List.of());
    List<FeatureCondition> read = new ArrayList<>();
    if (given.size() > MOST) {
      flaws.add(field + ".conditions", "too-many", "at most " + MOST + " are allowed");
    } else {
      for (int i = 0; i < given.size(); i++) {
        feature(field + ".conditions[" + i + "]", given.get(i)).ifPresent(read::add);
      }
    }
    return new Audience(
        new HashSet<>(flaws.texts(field + ".tiers", spec.tiers(), MOST)),
        new HashSet<>(flaws.texts(field + ".segments", spec.segments(), MOST)),
        read,
        null,
        new HashSet<>(flaws.texts(field + ".audiences", spec.audiences(), MOST)));
  }

  private Optional<FeatureCondition> feature(String field, @Nullable FeatureSpec spec) {
    if (spec == null) {
      flaws.add(field, "missing", "is required");
      return Optional.empty();
    }
    return conditions.ofFeature(
        field, flaws.text(field + ".feature", spec.feature()), spec.op(), spec.value());
  }

  /** Null if something is wrong with it. */
  @Nullable EventRule event(String field, @Nullable EventSpec spec) {
    if (spec == null) {
      flaws.add(field, "missing", "is required");
      return null;
    }
    String event = flaws.text(field + ".event", spec.event());
    List<@Nullable PropertySpec> where = Objects.requireNonNullElse(spec.where(), List.of());
    List<FeatureCondition> read = new ArrayList<>();
    if (where.size() > MOST) {
      flaws.add(field + ".where", "too-many", "at most " + MOST + " are allowed");
      return null;
    }
    for (int i = 0; i < where.size(); i++) {
      property(field + ".where[" + i + "]", where.get(i)).ifPresent(read::add);
    }
    return event.isEmpty() ? null : new EventRule(event, read);
  }

  private Optional<FeatureCondition> property(String field, @Nullable PropertySpec spec) {
    if (spec == null) {
      flaws.add(field, "missing", "is required");
      return Optional.empty();
    }
    String name = flaws.text(field + ".property", spec.property());
    Optional<Feature> property =
        name.isEmpty() ? Optional.empty() : Optional.of(new Feature(name, "", Feature.Kind.ANY));
    return conditions.of(field, property, spec.op(), spec.value());
  }
}
