package io.tierwise.segmentation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.segmentation.activity.Deed;
import io.tierwise.segmentation.activity.Hashes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RuleTest {
  private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");

  private static Subject subject(Random random) {
    RandomSubjects subjects = new RandomSubjects(random, NOW);
    return subjects.subject("u", subjects.deeds("u"));
  }

  @Property(tries = 500, seed = "20261123")
  void verdict_holdsUntilItsInstant_whateverTheTimeBetween(@ForAll long seed) {
    Random random = new Random(seed);
    Rule rule = new RandomRules(random).rule(4);
    Subject subject = subject(random);
    Verdict verdict = rule.judge(subject, NOW);
    Instant end =
        verdict.until().equals(Instant.MAX) ? NOW.plus(Duration.ofDays(40)) : verdict.until();

    assertThat(end).isAfter(NOW);
    long micros = Duration.between(NOW, end).toNanos() / 1000;
    for (int i = 0; i < 20; i++) {
      Instant between = NOW.plusNanos(Math.floorMod(random.nextLong(), micros) * 1000);
      assertThat(rule.judge(subject, between).holds())
          .as("%s at %s", rule, between)
          .isEqualTo(verdict.holds());
    }
  }

  @Property(tries = 200, seed = "20261123")
  void orderOfParts_makesNoDifference(@ForAll long seed) {
    Random random = new Random(seed);
    RandomRules rules = new RandomRules(random);
    List<Rule> parts = new ArrayList<>(List.of(rules.rule(2), rules.rule(2), rules.rule(2)));
    Subject subject = subject(random);
    Verdict and = new Rule.And(parts).judge(subject, NOW);
    Verdict or = new Rule.Or(parts).judge(subject, NOW);
    Collections.reverse(parts);

    assertThat(new Rule.And(parts).judge(subject, NOW)).isEqualTo(and);
    assertThat(new Rule.Or(parts).judge(subject, NOW)).isEqualTo(or);
  }

  @Property(tries = 200, seed = "20261123")
  void notOfAll_isOneThatFails(@ForAll long seed) {
    Random random = new Random(seed);
    RandomRules rules = new RandomRules(random);
    List<Rule> parts = List.of(rules.rule(2), rules.rule(2));
    Subject subject = subject(random);

    assertThat(new Rule.Not(new Rule.And(parts)).judge(subject, NOW))
        .isEqualTo(
            new Rule.Or(parts.stream().<Rule>map(Rule.Not::new).toList()).judge(subject, NOW));
  }

  @Test
  void did_endsWhenTheOldestOfSoManyDaysLeavesTheWindow() {
    int today = Rule.Did.day(NOW);
    Rule rule = new Rule.Did("Product Viewed", 2, 7, null, null);
    List<Deed> deeds =
        List.of(
            new Deed("u", "Product Viewed", today - 6, 1, 0, 0),
            new Deed("u", "Product Viewed", today - 4, 2, Hashes.of("pan"), 0),
            new Deed("u", "Product Viewed", today - 4, 2, Hashes.of("lamp"), 0),
            new Deed("u", "Product Viewed", today - 1, 3, 0, 0));
    Subject subject = new RandomSubjects(new Random(1), NOW).subject("u", deeds);

    // The event of two products counts once: 3 events, of which two must stay.
    assertThat(rule.judge(subject, NOW)).isEqualTo(new Verdict(true, midnight(today - 4 + 7)));
    assertThat(new Rule.Did("Product Viewed", 4, 7, null, null).judge(subject, NOW))
        .isEqualTo(Verdict.forEver(false));
    assertThat(new Rule.Did("Product Viewed", 1, 7, Hashes.of("lamp"), null).judge(subject, NOW))
        .isEqualTo(new Verdict(true, midnight(today - 4 + 7)));
    assertThat(new Rule.Did("Product Viewed", 1, null, null, null).judge(subject, NOW))
        .isEqualTo(Verdict.forEver(true));
  }

  private static Instant midnight(int day) {
    return LocalDate.ofEpochDay(day).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
