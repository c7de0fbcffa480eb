package io.tierwise.campaign.journey;

import io.tierwise.campaign.audience.Audience;
import io.tierwise.campaign.journey.JourneyDocument.BranchSpec;
import io.tierwise.campaign.journey.JourneyDocument.StepSpec;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.lifecycle.Offer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the steps of a document. */
final class StepReader {
  private static final int MOST_STEPS = 100;
  private static final int MOST_BRANCHES = 20;
  private static final int MOST_FIELDS = 50;
  private static final int LONGEST_TEXT = 10_000;
  private static final double SLACK = 1e-6;
  private static final Duration LONGEST_WAIT = Duration.ofDays(365);
  private final Flaws flaws;
  private final ConditionReader conditions;
  private final Predicate<String> templates;

  StepReader(Flaws flaws, ConditionReader conditions, Predicate<String> templates) {
    this.flaws = flaws;
    this.conditions = conditions;
    this.templates = templates;
  }

  List<Step> read(@Nullable List<@Nullable StepSpec> given) {
    List<@Nullable StepSpec> specs = Objects.requireNonNullElse(given, List.of());
    if (specs.isEmpty()) {
      flaws.add("steps", "missing", "a journey has at least one step");
      return List.of();
    }
    if (specs.size() > MOST_STEPS) {
      flaws.add("steps", "too-many", "at most " + MOST_STEPS + " are allowed");
      return List.of();
    }
    List<String> ids = ids(specs);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      StepSpec spec = specs.get(i);
      String after = i + 1 < specs.size() ? ids.get(i + 1) : JourneyPlan.END;
      Step step = spec == null ? null : step("steps[" + i + "]", ids.get(i), spec, after);
      if (step != null) {
        steps.add(step);
      }
    }
    if (steps.size() == specs.size()) {
      new StepGraph(flaws, steps).check();
    }
    return steps;
  }

  private List<String> ids(List<@Nullable StepSpec> specs) {
    List<String> ids = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < specs.size(); i++) {
      StepSpec spec = specs.get(i);
      if (spec == null) {
        flaws.add("steps[" + i + "]", "missing", "is required");
        ids.add("");
        continue;
      }
      String id = flaws.text("steps[" + i + "].id", spec.id());
      if (!id.isEmpty() && !seen.add(id)) {
        flaws.add("steps[" + i + "].id", "duplicate-step", "another step is called '" + id + "'");
      }
      ids.add(id);
    }
    return ids;
  }

  private @Nullable Step step(String field, String id, StepSpec spec, String after) {
    String next = Objects.requireNonNullElse(spec.next(), after);
    String type = flaws.text(field + ".type", spec.type());
    return switch (type) {
      case "wait" ->
          new Step.Wait(
              id, flaws.duration(field + ".duration", spec.duration(), LONGEST_WAIT), next);
      case "wait-until" -> new Step.WaitUntil(id, time(field + ".until", spec.until()), next);
      case "wait-for-event" -> {
        EventRule rule = conditions.event(field + ".event", spec.event());
        Duration timeout = flaws.duration(field + ".timeout", spec.timeout(), LONGEST_WAIT);
        String late = Objects.requireNonNullElse(spec.onTimeout(), next);
        yield rule == null ? null : new Step.WaitForEvent(id, rule, timeout, next, late);
      }
      case "condition" -> condition(field, id, spec, next);
      case "split" -> new Step.Split(id, branches(field + ".branches", spec, next));
      case "send" -> send(field, id, spec, next);
      case "end" -> new Step.End(id);
      case "" -> null;
      default -> {
        flaws.add(
            field + ".type",
            "unknown-step-type",
            "'"
                + type
                + "' is none of wait, wait-until, wait-for-event, condition, split, send, end");
        yield null;
      }
    };
  }

  private LocalTime time(String field, @Nullable String value) {
    String text = flaws.text(field, value);
    try {
      return text.isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    } catch (DateTimeException e) {
      flaws.add(field, "invalid-time", "'" + text + "' is no time of day such as 09:00");
      return LocalTime.MIDNIGHT;
    }
  }

  private Step condition(String field, String id, StepSpec spec, String next) {
    Audience member = conditions.audience(field + ".member", spec.member());
    EventRule did = spec.did() == null ? null : conditions.event(field + ".did", spec.did());
    EventRule didNot =
        spec.didNot() == null ? null : conditions.event(field + ".didNot", spec.didNot());
    if (spec.member() == null && spec.did() == null && spec.didNot() == null) {
      flaws.add(field, "empty-condition", "asks for none of member, did, didNot");
    }
    return new Step.Condition(
        id,
        member,
        did,
        didNot,
        Objects.requireNonNullElse(spec.yes(), next),
        Objects.requireNonNullElse(spec.no(), next));
  }

  private List<Step.Branch> branches(String field, StepSpec spec, String next) {
    List<@Nullable BranchSpec> given = Objects.requireNonNullElse(spec.branches(), List.of());
    if (given.size() < 2 || given.size() > MOST_BRANCHES) {
      flaws.add(field, "wrong-number", given.size() + " branches, not 2.." + MOST_BRANCHES);
      return List.of();
    }
    List<Step.Branch> branches = new ArrayList<>();
    Set<String> names = new HashSet<>();
    double sum = 0;
    for (int i = 0; i < given.size(); i++) {
      String at = field + "[" + i + "]";
      BranchSpec branch = given.get(i);
      if (branch == null) {
        flaws.add(at, "missing", "is required");
        continue;
      }
      String name = flaws.text(at + ".name", branch.name());
      if (!name.isEmpty() && !names.add(name)) {
        flaws.add(at + ".name", "duplicate-branch", "another branch is called '" + name + "'");
      }
      double share = flaws.share(at + ".share", branch.share(), 1);
      sum += share;
      branches.add(new Step.Branch(name, share, Objects.requireNonNullElse(branch.next(), next)));
    }
    if (Math.abs(sum - 1) > SLACK) {
      flaws.add(field, "shares-sum", "the shares sum to " + sum + ", not to 1");
    }
    return branches;
  }

  private @Nullable Step send(String field, String id, StepSpec spec, String next) {
    String name = flaws.text(field + ".channel", spec.channel());
    Optional<Channel> channel = Channel.of(name);
    if (!name.isEmpty() && channel.isEmpty()) {
      flaws.add(
          field + ".channel", "unknown-channel", "'" + name + "' is none of " + Channel.names());
    }
    Map<String, Map<String, String>> creatives = creatives(field + ".creatives", spec);
    if (spec.template() == null && !creatives.containsKey(Offer.DEFAULT_CREATIVE)) {
      flaws.add(
          field + ".template",
          "missing-template",
          "names no template, and there is no creative 'default'");
    } else if (spec.template() != null && !templates.test(spec.template())) {
      flaws.add(
          field + ".template",
          "unknown-template",
          "there is no template '" + spec.template() + "'");
    }
    return channel
        .<Step>map(to -> new Step.Send(id, to, spec.template(), creatives, next))
        .orElse(null);
  }

  private Map<String, Map<String, String>> creatives(String field, StepSpec spec) {
    Map<String, Map<String, String>> creatives = new TreeMap<>();
    Map<String, @Nullable Map<String, @Nullable String>> given =
        Objects.requireNonNullElse(spec.creatives(), Map.of());
    if (given.size() > MOST_FIELDS) {
      flaws.add(field, "too-many", "at most " + MOST_FIELDS + " are allowed");
      return creatives;
    }
    given.forEach(
        (tier, texts) -> {
          Map<String, String> creative = new TreeMap<>();
          Objects.requireNonNullElse(texts, Map.<String, @Nullable String>of())
              .forEach(
                  (key, text) -> {
                    if (text == null || text.length() > LONGEST_TEXT) {
                      flaws.add(
                          field + "." + tier + "." + key,
                          "invalid-text",
                          "is missing or longer than " + LONGEST_TEXT + " characters");
                    } else {
                      creative.put(key, text);
                    }
                  });
          creatives.put(tier, Map.copyOf(creative));
        });
    return creatives;
  }
}
