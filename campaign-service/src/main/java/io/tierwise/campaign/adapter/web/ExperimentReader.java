package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.campaign.trial.ExperimentDesign;
import io.tierwise.campaign.trial.ExperimentDesign.GuardRail;
import io.tierwise.campaign.trial.ExperimentDesign.Mode;
import io.tierwise.campaign.trial.ExperimentDesign.StopRules;
import io.tierwise.campaign.trial.ExperimentDesign.Variant;
import io.tierwise.campaign.trial.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the design of an experiment, and says everything that is wrong with it. */
final class ExperimentReader {
  private static final int MOST_VARIANTS = 20;
  private static final int MOST_RAILS = 10;
  private static final int MOST_PAYLOAD = 50;
  private static final int MOST_DAYS = 3660;
  private static final int DEFAULT_WINDOW = 7;
  private static final int DEFAULT_BEFORE = 28;
  private static final double DEFAULT_ALPHA = 0.05;
  private static final double MOST_EFFECT = 1e9;
  private final Checks checks = new Checks();

  /**
   * @param subject campaign, creative, recommendation, tier, or anything else that varies
   * @param variants the first is the control; shares sum to 1, or are missing: equal ones
   * @param metric that decides: conversion, revenue, orders, refunds or clicked
   * @param minimumEffect the smallest effect that is worth knowing, absolute
   * @param alpha 0.05 if it is missing
   * @param windowDays after a user's exposure in which the user is counted; 7 if it is missing
   * @param beforeDays before it whose spend sharpens the estimate; 28 if it is missing
   * @param salt of the hash; the same salt and shares assign alike. By itself: random
   * @param mode fixed, or thompson: traffic moves to the better variants
   * @param status running starts it at once
   */
  @Schema(
      example =
          """
          {"name": "Shorter subject line", "subject": "creative",
           "variants": [{"name": "long", "share": 0.5, "payload": {"subject": "Tea time, today only"}},
                        {"name": "short", "share": 0.5, "payload": {"subject": "Tea time"}}],
           "metric": "conversion", "minimumEffect": 0.01, "alpha": 0.05,
           "windowDays": 7, "beforeDays": 28, "mode": "fixed",
           "guardRails": [{"metric": "refunds", "mostHarm": 0.5}],
           "stopRules": {"whenDecided": true, "onSampleRatio": true, "onGuardRail": true,
                         "mostDays": 28},
           "status": "draft"}
          """)
  record Request(
      @Nullable String name,
      @Nullable String subject,
      @Nullable List<@Nullable VariantRequest> variants,
      @Nullable String metric,
      @Nullable BigDecimal minimumEffect,
      @Nullable BigDecimal alpha,
      @Nullable Integer windowDays,
      @Nullable Integer beforeDays,
      @Nullable String salt,
      @Nullable String mode,
      @Nullable List<@Nullable RailRequest> guardRails,
      @Nullable StopRequest stopRules,
      @Nullable String status) {}

  record VariantRequest(
      @Nullable String name,
      @Nullable BigDecimal share,
      @Nullable Map<String, @Nullable String> payload) {}

  record RailRequest(@Nullable String metric, @Nullable BigDecimal mostHarm) {}

  record StopRequest(
      @Nullable Boolean whenDecided,
      @Nullable Boolean onSampleRatio,
      @Nullable Boolean onGuardRail,
      @Nullable Integer mostDays) {}

  ExperimentDesign read(Request request) {
    String name = checks.text("name", request.name());
    String subject =
        checks.text("subject", Objects.requireNonNullElse(request.subject(), "campaign"));
    List<Variant> variants = variants(request.variants());
    Metric metric = metric("metric", request.metric());
    double effect = positive("minimumEffect", request.minimumEffect());
    double alpha = alpha(request.alpha());
    Duration window = days("windowDays", request.windowDays(), DEFAULT_WINDOW);
    Duration before = days("beforeDays", request.beforeDays(), DEFAULT_BEFORE);
    String salt =
        request.salt() == null ? UUID.randomUUID().toString() : checks.text("salt", request.salt());
    Mode mode = mode(request.mode());
    List<GuardRail> rails = rails(request.guardRails());
    StopRules stops = stops(request.stopRules());
    running(request);
    checks.throwIfAny();
    return new ExperimentDesign(
        name, subject, variants, metric, effect, alpha, window, before, salt, mode, rails, stops);
  }

  boolean running(Request request) {
    String status = Objects.requireNonNullElse(request.status(), "draft");
    if (!status.equals("draft") && !status.equals("running")) {
      checks.problem("status", "unknown-status", status + " is neither draft nor running");
    }
    return status.equals("running");
  }

  private List<Variant> variants(@Nullable List<@Nullable VariantRequest> given) {
    List<@Nullable VariantRequest> list = Objects.requireNonNullElse(given, List.of());
    if (list.size() < 2 || list.size() > MOST_VARIANTS) {
      checks.problem(
          "variants", "out-of-range", list.size() + " variants, not 2 to " + MOST_VARIANTS);
      return List.of();
    }
    List<Variant> variants = new ArrayList<>();
    Set<String> names = new HashSet<>();
    double sum = 0;
    boolean equal = list.stream().allMatch(v -> v != null && v.share() == null);
    for (int i = 0; i < list.size(); i++) {
      String field = "variants[" + i + "]";
      VariantRequest variant = list.get(i);
      if (variant == null) {
        checks.problem(field, "missing", "is required");
        continue;
      }
      String name = checks.text(field + ".name", variant.name());
      if (!names.add(name)) {
        checks.problem(field + ".name", "duplicate", name + " is there already");
      }
      double share =
          equal ? 1.0 / list.size() : checks.share(field + ".share", variant.share(), false);
      if (!equal && share == 0) {
        checks.problem(field + ".share", "out-of-range", "is not above 0");
      }
      sum += share;
      variants.add(new Variant(name, share, payload(field + ".payload", variant.payload())));
    }
    if (!checks.failed() && Math.abs(sum - 1) > 1e-6) {
      checks.problem("variants", "shares-do-not-sum", "the shares sum to " + sum + ", not to 1");
    }
    return variants;
  }

  private Map<String, String> payload(String field, @Nullable Map<String, @Nullable String> given) {
    Map<String, @Nullable String> known = Objects.requireNonNullElse(given, Map.of());
    Map<String, String> payload = new LinkedHashMap<>();
    if (known.size() > MOST_PAYLOAD) {
      checks.problem(field, "too-many", "more than " + MOST_PAYLOAD + " entries");
      return payload;
    }
    known.forEach(
        (key, value) -> {
          String text = value == null ? "" : value;
          if (text.indexOf('\0') >= 0 || key.indexOf('\0') >= 0) {
            checks.problem(field, "invalid-text", "contains a zero character");
          }
          payload.put(key, text);
        });
    return payload;
  }

  private Metric metric(String field, @Nullable String id) {
    Optional<Metric> metric = Metric.of(Objects.requireNonNullElse(id, ""));
    if (metric.isEmpty()) {
      checks.problem(
          field,
          id == null ? "missing" : "unknown-metric",
          "is none of conversion, revenue, orders, refunds, clicked");
    }
    return metric.orElse(Metric.CONVERSION);
  }

  private double positive(String field, @Nullable BigDecimal value) {
    double number = value == null ? Double.NaN : value.doubleValue();
    if (!(number > 0 && number <= MOST_EFFECT)) {
      checks.problem(
          field, value == null ? "missing" : "out-of-range", "is a number above 0 up to 10^9");
      return 1;
    }
    return number;
  }

  private double alpha(@Nullable BigDecimal value) {
    double alpha = value == null ? DEFAULT_ALPHA : value.doubleValue();
    if (!(alpha >= 1e-6 && alpha <= 0.5)) {
      checks.problem("alpha", "out-of-range", alpha + " is not in 0.000001..0.5");
    }
    return alpha;
  }

  private Duration days(String field, @Nullable Integer given, int otherwise) {
    int days = Objects.requireNonNullElse(given, otherwise);
    if (days < 1 || days > MOST_DAYS) {
      checks.problem(field, "out-of-range", days + " is not in 1.." + MOST_DAYS);
    }
    return Duration.ofDays(days);
  }

  private Mode mode(@Nullable String given) {
    return switch (Objects.requireNonNullElse(given, "fixed")) {
      case "fixed" -> Mode.FIXED;
      case "thompson" -> Mode.THOMPSON;
      default -> {
        checks.problem("mode", "unknown-mode", given + " is neither fixed nor thompson");
        yield Mode.FIXED;
      }
    };
  }

  private List<GuardRail> rails(@Nullable List<@Nullable RailRequest> given) {
    List<@Nullable RailRequest> list = Objects.requireNonNullElse(given, List.of());
    if (list.size() > MOST_RAILS) {
      checks.problem("guardRails", "too-many", "more than " + MOST_RAILS);
      return List.of();
    }
    List<GuardRail> rails = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String field = "guardRails[" + i + "]";
      RailRequest rail = list.get(i);
      if (rail == null) {
        checks.problem(field, "missing", "is required");
      } else {
        rails.add(
            new GuardRail(
                metric(field + ".metric", rail.metric()),
                positive(field + ".mostHarm", rail.mostHarm())));
      }
    }
    return rails;
  }

  private StopRules stops(@Nullable StopRequest given) {
    if (given == null) {
      return new StopRules(false, false, false, null);
    }
    Integer days = given.mostDays();
    if (days != null && (days < 1 || days > MOST_DAYS)) {
      checks.problem("stopRules.mostDays", "out-of-range", days + " is not in 1.." + MOST_DAYS);
    }
    return new StopRules(
        Objects.requireNonNullElse(given.whenDecided(), false),
        Objects.requireNonNullElse(given.onSampleRatio(), false),
        Objects.requireNonNullElse(given.onGuardRail(), false),
        days);
  }
}
