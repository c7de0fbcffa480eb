package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.adapter.web.CampaignRequest.AudienceRequest;
import io.tierwise.campaign.adapter.web.CampaignRequest.ConditionRequest;
import io.tierwise.campaign.audience.Audience;
import io.tierwise.campaign.audience.ConditionText;
import io.tierwise.campaign.audience.FeatureCondition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the audience of a campaign. */
final class AudienceReader {
  private static final int MOST = 100;
  private final Checks checks;
  private final ConditionText conditions;

  AudienceReader(Checks checks) {
    this.checks = checks;
    this.conditions = new ConditionText(checks::problem);
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
    List<FeatureCondition> read = new ArrayList<>();
    for (int i = 0; i < requested.size(); i++) {
      condition("audience.conditions[" + i + "]", requested.get(i)).ifPresent(read::add);
    }
    return read;
  }

  private Optional<FeatureCondition> condition(String field, @Nullable ConditionRequest request) {
    if (request == null) {
      checks.problem(field, "missing", "is required");
      return Optional.empty();
    }
    return conditions.ofFeature(
        field, checks.text(field + ".feature", request.feature()), request.op(), request.value());
  }
}
