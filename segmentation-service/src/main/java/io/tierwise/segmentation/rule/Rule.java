package io.tierwise.segmentation.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a customer. What is not known of a customer fulfils no comparison, so that {@code
 * not} of one holds.
 */
public sealed interface Rule {
  /**
   * @param now of microseconds, as the database knows them
   */
  Verdict judge(Subject subject, Instant now);

  /** This and all below. */
  default Stream<Rule> parts() {
    return Stream.of(this);
  }

  default boolean isAbout(Predicate<RuleField> fields) {
    return parts().anyMatch(part -> part instanceof About about && fields.test(about.field()));
  }

  default List<Did> deeds() {
    return parts().filter(Did.class::isInstance).map(Did.class::cast).toList();
  }

  /** A comparison of one field. */
  sealed interface About extends Rule {
    RuleField field();
  }

  /** All of them; holds as long as every part does, fails as long as one that fails does. */
  record And(List<Rule> rules) implements Rule {
    public And {
      rules = List.copyOf(rules);
    }

    @Override
    public Verdict judge(Subject subject, Instant now) {
      return joined(rules, subject, now, true);
    }

    @Override
    public Stream<Rule> parts() {
      return Stream.concat(Stream.of(this), rules.stream().flatMap(Rule::parts));
    }
  }

  /** At least one of them. */
  record Or(List<Rule> rules) implements Rule {
    public Or {
      rules = List.copyOf(rules);
    }

    @Override
    public Verdict judge(Subject subject, Instant now) {
      return joined(rules, subject, now, false);
    }

    @Override
    public Stream<Rule> parts() {
      return Stream.concat(Stream.of(this), rules.stream().flatMap(Rule::parts));
    }
  }

  record Not(Rule rule) implements Rule {
    @Override
    public Verdict judge(Subject subject, Instant now) {
      return rule.judge(subject, now).not();
    }

    @Override
    public Stream<Rule> parts() {
      return Stream.concat(Stream.of(this), rule.parts());
    }
  }

  /**
   * @param name of a share; null for a plain number
   */
  record NumberIs(RuleField field, @Nullable String name, Comparison comparison, double bound)
      implements About {
    @Override
    public Verdict judge(Subject subject, Instant now) {
      Double value = subject.number(field, name);
      return Verdict.forEver(value != null && comparison.holds(value, bound));
    }
  }

  /** Time since an instant of the customer's history. */
  record AgeIs(RuleField field, Comparison comparison, Duration age) implements About {
    @Override
    public Verdict judge(Subject subject, Instant now) {
      Instant since = subject.moment(field);
      if (since == null) {
        return Verdict.forEver(false);
      }
      Instant reached = since.plus(age);
      Instant passed = reached.plusNanos(1000);
      return switch (comparison) {
        case AT_LEAST -> from(reached, now);
        case MORE -> from(passed, now);
        case LESS -> from(reached, now).not();
        case AT_MOST -> from(passed, now).not();
        case EQUAL -> throw new IllegalStateException("an age is never equal to one");
      };
    }

    private static Verdict from(Instant start, Instant now) {
      return now.isBefore(start) ? new Verdict(false, start) : Verdict.forEver(true);
    }
  }

  /** One of the customer's texts is one of these. */
  record TextIn(RuleField field, Set<String> values) implements About {
    public TextIn {
      values = Set.copyOf(values);
    }

    @Override
    public Verdict judge(Subject subject, Instant now) {
      return Verdict.forEver(subject.texts(field).stream().anyMatch(values::contains));
    }
  }

  record FlagIs(RuleField field, String name, boolean value) implements About {
    @Override
    public Verdict judge(Subject subject, Instant now) {
      Boolean flag = subject.flag(field, name);
      return Verdict.forEver(flag != null && flag == value);
    }
  }

  /**
   * Did something at least so many times within so many days, today (UTC) included.
   *
   * @param withinDays null for as long as activity is kept
   * @param item hash of the item that it was about; null for any
   * @param category hash of the top category that it was about; null for any
   */
  record Did(
      String event,
      int atLeast,
      @Nullable Integer withinDays,
      @Nullable Long item,
      @Nullable Long category)
      implements Rule {
    @Override
    public Verdict judge(Subject subject, Instant now) {
      int today = day(now);
      int after = withinDays == null ? Integer.MIN_VALUE : today - withinDays;
      List<int[]> days = new ArrayList<>();
      int count = 0;
      for (Subject.Day day : subject.days(event)) {
        int matching = day.day() > after ? day.matching(item, category) : 0;
        if (matching > 0) {
          days.add(new int[] {day.day(), matching});
          count += matching;
        }
      }
      if (count < atLeast) {
        return Verdict.forEver(false);
      }
      return new Verdict(true, withinDays == null ? Instant.MAX : end(days, count, withinDays));
    }

    /** When so many of the oldest days have left the window that too few events are in it. */
    private Instant end(List<int[]> days, int count, int window) {
      days.sort((a, b) -> Integer.compare(a[0], b[0]));
      int left = count;
      for (int[] day : days) {
        left -= day[1];
        if (left < atLeast) {
          return LocalDate.ofEpochDay((long) day[0] + window)
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant();
        }
      }
      throw new IllegalStateException("atLeast: " + atLeast + " is not positive");
    }

    /** Days since 1970-01-01, UTC. */
    public static int day(Instant now) {
      return Math.toIntExact(LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay());
    }
  }

  /**
   * @param all whether all must hold, else one of them
   */
  private static Verdict joined(List<Rule> rules, Subject subject, Instant now, boolean all) {
    Instant unanimous = Instant.MAX;
    Instant decided = Instant.MIN;
    for (Rule rule : rules) {
      Verdict verdict = rule.judge(subject, now);
      if (verdict.holds() != all) {
        decided = later(decided, verdict.until());
      } else {
        unanimous = verdict.until().isBefore(unanimous) ? verdict.until() : unanimous;
      }
    }
    return decided.equals(Instant.MIN) ? new Verdict(all, unanimous) : new Verdict(!all, decided);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
