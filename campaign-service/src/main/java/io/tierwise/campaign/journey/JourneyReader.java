package io.tierwise.campaign.journey;

import io.tierwise.campaign.audience.Audience;
import io.tierwise.campaign.journey.JourneyDocument.EventSpec;
import io.tierwise.campaign.journey.JourneyDocument.ReentrySpec;
import io.tierwise.campaign.journey.JourneyPlan.Reentry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells what a document means, or everything that is wrong with it. */
public final class JourneyReader {
  private static final int MOST_DAYS = 3660;
  private static final int MOST_EXITS = 20;
  private static final int CONVERSION_DAYS = 14;
  private static final double MOST_HELD_OUT = 0.9;
  private final Predicate<String> templates;

  /**
   * @param templates whether there is one of that name
   */
  public JourneyReader(Predicate<String> templates) {
    this.templates = templates;
  }

  /** For documents that were checked when they were written. */
  public static JourneyPlan trusted(JourneyDocument document) {
    return switch (new JourneyReader(_ -> true).read(document)) {
      case Reading.Sound(JourneyPlan plan) -> plan;
      case Reading.Flawed(List<Flaw> flaws) -> throw new IllegalStateException(flaws.toString());
    };
  }

  /** What reading came to. */
  public sealed interface Reading {
    record Sound(JourneyPlan plan) implements Reading {}

    record Flawed(List<Flaw> flaws) implements Reading {}
  }

  public Reading read(JourneyDocument document) {
    Flaws flaws = new Flaws();
    ConditionReader conditions = new ConditionReader(flaws);
    String name = flaws.text("name", document.name());
    Trigger trigger = new TriggerReader(flaws, conditions).read("trigger", document.trigger());
    Audience audience = conditions.audience("audience", document.audience());
    List<Step> steps = new StepReader(flaws, conditions, templates).read(document.steps());
    Reentry reentry = reentry(flaws, document.reentry());
    List<EventRule> exits = exits(flaws, conditions, document.exits());
    double holdout = flaws.share("holdoutShare", document.holdoutShare(), MOST_HELD_OUT);
    int window =
        document.conversionDays() == null
            ? CONVERSION_DAYS
            : flaws.days("conversionDays", document.conversionDays(), MOST_DAYS);
    return flaws.any() || trigger == null
        ? new Reading.Flawed(flaws.found())
        : new Reading.Sound(
            new JourneyPlan(
                name, trigger, audience, steps, reentry, exits, holdout, Duration.ofDays(window)));
  }

  private static Reentry reentry(Flaws flaws, @Nullable ReentrySpec spec) {
    String rule = spec == null ? "never" : Objects.requireNonNullElse(spec.rule(), "never");
    return switch (rule) {
      case "never" -> new Reentry(null);
      case "always" -> new Reentry(Duration.ZERO);
      case "after" ->
          new Reentry(
              Duration.ofDays(
                  flaws.days("reentry.days", spec == null ? null : spec.days(), MOST_DAYS)));
      default -> {
        flaws.add("reentry.rule", "unknown-rule", "'" + rule + "' is none of never, after, always");
        yield new Reentry(null);
      }
    };
  }

  private static List<EventRule> exits(
      Flaws flaws, ConditionReader conditions, @Nullable List<@Nullable EventSpec> given) {
    List<@Nullable EventSpec> specs = Objects.requireNonNullElse(given, List.of());
    List<EventRule> exits = new ArrayList<>();
    if (specs.size() > MOST_EXITS) {
      flaws.add("exits", "too-many", "at most " + MOST_EXITS + " are allowed");
      return exits;
    }
    for (int i = 0; i < specs.size(); i++) {
      EventRule rule = conditions.event("exits[" + i + "]", specs.get(i));
      if (rule != null) {
        exits.add(rule);
      }
    }
    return exits;
  }
}
