package io.tierwise.segmentation.audience;

import io.tierwise.segmentation.audience.Standings.Move;
import io.tierwise.segmentation.lifecycle.KeepLifecycles;
import io.tierwise.segmentation.rule.Rule;
import io.tierwise.segmentation.rule.Subject;
import io.tierwise.segmentation.rule.Verdict;
import io.tierwise.segmentation.run.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps audiences up with what happens, with time, and with their rules. A step judges those about
 * whom something changed and those whose time has come, by all rules, and a page of everybody where
 * a rule is new or the scores are; stages of the lifecycle first, since rules ask for them. All of
 * it in one transaction, by one instance at a time.
 */
public final class KeepAudiences {
  private static final int TOUCHED_AT_ONCE = 4000;
  private static final int DUE_AT_ONCE = 1000;
  private static final int PAGE = 2000;

  private final Audiences audiences;
  private final Standings standings;
  private final Subjects subjects;
  private final KeepLifecycles lifecycles;
  private final UnitOfWork work;
  private final Clock clock;

  public KeepAudiences(
      Audiences audiences,
      Standings standings,
      Subjects subjects,
      KeepLifecycles lifecycles,
      UnitOfWork work,
      Clock clock) {
    this.audiences = audiences;
    this.standings = standings;
    this.subjects = subjects;
    this.lifecycles = lifecycles;
    this.work = work;
    this.clock = clock;
  }

  /**
   * @return whether there may be more to do at once
   */
  public boolean keepNext() {
    return work.inTransaction(() -> standings.lock() && step());
  }

  private boolean step() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    audiences.followScores();
    List<Audience> all = audiences.all();
    List<String> touched = standings.takeTouched(TOUCHED_AT_ONCE);
    List<String> due = standings.due(now, DUE_AT_ONCE);
    List<String> dueStages = lifecycles.due(now, DUE_AT_ONCE);
    Optional<String> position = lifecycles.position(now);
    List<String> page =
        position.map(after -> standings.customersAfter(after, PAGE)).orElse(List.of());
    judgeAnew(all, Stream.of(touched, due, dueStages, page).flatMap(List::stream).toList(), now);
    position.ifPresent(_ -> lifecycles.reached(page.size() == PAGE ? page.getLast() : null));
    boolean more =
        touched.size() == TOUCHED_AT_ONCE
            || due.size() == DUE_AT_ONCE
            || dueStages.size() == DUE_AT_ONCE
            || page.size() == PAGE;
    for (Audience audience : all) {
      if (audience.removing()) {
        more |= remove(audience, now);
      } else if (audience.position() != null) {
        more |= pass(audience, audience.position(), now);
      }
    }
    return more;
  }

  private void judgeAnew(List<Audience> all, List<String> changed, Instant now) {
    Set<String> keys = new LinkedHashSet<>(changed);
    if (keys.isEmpty()) {
      return;
    }
    List<String> customers = standings.customersOf(keys);
    keys.removeAll(new HashSet<>(customers));
    standings.removeUsers(keys, now);
    lifecycles.remove(keys);
    lifecycles.judge(customers, now);
    judge(all.stream().filter(audience -> !audience.removing()).toList(), customers, now);
  }

  private boolean pass(Audience audience, String position, Instant now) {
    List<String> page = standings.customersAfter(position, PAGE);
    judge(List.of(audience), page, now);
    boolean more = page.size() == PAGE;
    audiences.reached(audience, more ? page.getLast() : null, now);
    return more;
  }

  private boolean remove(Audience audience, Instant now) {
    boolean more = standings.removeSome(audience, PAGE, now);
    if (!more) {
      audiences.gone(audience.id());
    }
    return more;
  }

  private void judge(List<Audience> judging, List<String> users, Instant now) {
    if (judging.isEmpty() || users.isEmpty()) {
      return;
    }
    List<Rule> rules = judging.stream().map(Audience::rule).toList();
    List<Subject> known = subjects.of(users, rules, now);
    Map<Long, Map<String, Standing>> before =
        standings.of(judging.stream().map(Audience::id).toList(), users);
    List<Standing> changed = new ArrayList<>();
    List<Move> moves = new ArrayList<>();
    for (Audience audience : judging) {
      Map<String, Standing> old = before.getOrDefault(audience.id(), Map.of());
      for (Subject subject : known) {
        String user = subject.customer().userId();
        Standing was =
            Optional.ofNullable(old.get(user))
                .orElse(new Standing(audience.id(), user, false, null));
        Standing is = judged(was, audience.rule().judge(subject, now), now);
        if (!is.equals(was)) {
          changed.add(is);
        }
        if (is.member() != was.member()) {
          moves.add(new Move(user, audience.name(), is.member()));
        }
      }
    }
    standings.keep(changed, moves, now);
  }

  /**
   * An instant that is too early stays: looking once too often costs less than a write each time.
   */
  private static Standing judged(Standing was, Verdict verdict, Instant now) {
    Instant until = verdict.until().equals(Instant.MAX) ? null : verdict.until();
    return new Standing(
        was.audienceId(),
        was.userId(),
        verdict.holds(),
        isEarly(was.dueAt(), until, now) ? was.dueAt() : until);
  }

  private static boolean isEarly(@Nullable Instant kept, @Nullable Instant until, Instant now) {
    return kept != null && until != null && kept.isAfter(now) && !kept.isAfter(until);
  }
}
