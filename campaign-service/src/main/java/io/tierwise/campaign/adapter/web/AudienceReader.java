package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.adapter.web.CampaignRequest.AudienceRequest;
import io.tierwise.campaign.adapter.web.CampaignRequest.ConditionRequest;
import io.tierwise.campaign.audience.Audience;
import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.audience.FeatureCondition;
import io.tierwise.campaign.audience.Operator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the audience of a campaign. */
final class AudienceReader {
  private static final int MOST = 100;
  private final Checks checks;

  AudienceReader(Checks checks) {
    this.checks = checks;
  }

  Audience audience(@Nullable AudienceRequest request) {
    if (request == null) {
      return Audience.EVERYONE;
    }
    return new Audience(
        new HashSet<>(checks.texts("audience.tiers", request.tiers(), MOST)),
        new HashSet<>(checks.texts("audience.segments", request.segments(), MOST)),
        conditions(request),
        request.requireConsent() == null
            ? null
            : checks.text("audience.requireConsent", request.requireConsent()),
        new HashSet<>(checks.texts("audience.audiences", request.audiences(), MOST)));
  }

  private List<FeatureCondition> conditions(AudienceRequest request) {
    List<@Nullable ConditionRequest> requested =
        Objects.requireNonNullElse(request.conditions(), List.of());
    if (requested.size() > MOST) {
      checks.problem("audience.conditions", "too-many", "at most " + MOST + " are allowed");
      return List.of();
    }
    List<FeatureCondition> conditions = new ArrayList<>();
    for (int i = 0; i < requested.size(); i++) {
      condition("audience.conditions[" + i + "]", requested.get(i)).ifPresent(conditions::add);
    }
    return conditions;
  }

  private Optional<FeatureCondition> condition(String field, @Nullable ConditionRequest request) {
    if (request == null) {
      checks.problem(field, "missing", "is required");
      return Optional.empty();
    }
    String name = checks.text(field + ".feature", request.feature());
    Optional<Feature> feature = Feature.named(name);
    if (!name.isEmpty() && feature.isEmpty()) {
      checks.problem(
          field + ".feature", "unknown-feature", "'" + name + "' is none of " + Feature.known());
    }
    Optional<Operator> op = operator(field + ".op", request.op());
    List<String> values = values(request.value(), op);
    if (feature.isEmpty() || op.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> problem = FeatureCondition.problem(feature.get(), op.get(), values);
    problem.ifPresent(text -> checks.problem(field + ".value", "wrong-value", text));
    return problem.isPresent()
        ? Optional.empty()
        : Optional.of(new FeatureCondition(feature.get(), op.get(), values));
  }

  private Optional<Operator> operator(String field, @Nullable String name) {
    Optional<Operator> found =
        Stream.of(Operator.values())
            .filter(op -> op.name().toLowerCase(Locale.ROOT).equals(name))
            .findFirst();
    if (found.isEmpty()) {
      checks.problem(
          field,
          "unknown-operator",
          "'" + name + "' is none of gt, gte, lt, lte, eq, ne, in, exists");
    }
    return found;
  }

  private static List<String> values(@Nullable Object value, Optional<Operator> op) {
    if (value == null) {
      return op.filter(Operator.EXISTS::equals).isPresent() ? List.of("true") : List.of();
    }
    if (value instanceof List<?> list) {
      return list.stream().<String>map(String::valueOf).toList();
    }
    return List.of(String.valueOf(value));
  }
}
