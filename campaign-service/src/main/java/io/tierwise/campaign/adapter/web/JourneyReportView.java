package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.experiment.ArmOutcome;
import io.tierwise.campaign.journey.Enrolment.State;
import io.tierwise.campaign.journey.JourneyFigures.BranchOutcome;
import io.tierwise.campaign.journey.JourneyFigures.SendCount;
import io.tierwise.campaign.journey.JourneyFigures.StateCount;
import io.tierwise.campaign.journey.JourneyReader;
import io.tierwise.campaign.journey.ReportJourney.Report;
import io.tierwise.campaign.journey.Step;
import io.tierwise.campaign.journey.Transition.Outcome;
import io.tierwise.starter.web.Money;
import io.tierwise.statistics.Interval;
import io.tierwise.statistics.NewcombeInterval;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * @param waiting triggered, and not yet let in
 * @param refused triggered, and not let in, by reason
 * @param entered with those who were held out
 * @param active on the way now
 * @param exited before the end, by reason
 * @param steps of the latest version, and those of older ones where something happened
 * @param conversionDays after the entry in which orders count, in both arms
 */
record JourneyReportView(
    String journeyId,
    String name,
    String status,
    int version,
    long waiting,
    Map<String, Long> refused,
    long entered,
    long heldOut,
    long active,
    long done,
    Map<String, Long> exited,
    List<StepView> steps,
    long conversionDays,
    ArmView treated,
    ArmView control,
    @Nullable Double lift,
    @Nullable List<Double> liftInterval,
    @Nullable Money incrementalRevenue,
    List<BranchView> branches) {

  record StepView(String step, long active, long sent, long noConsent, long notReachable) {}

  record ArmView(long users, long converted, @Nullable Double conversion, Money revenue) {
    static ArmView of(ArmOutcome arm, Amounts amounts) {
      return new ArmView(
          arm.users(),
          arm.converted(),
          arm.users() == 0 ? null : arm.conversion(),
          amounts.of(arm.revenue()));
    }
  }

  /**
   * @param lift of conversion against the first branch of the split by name; null for that one
   */
  record BranchView(
      String step,
      String branch,
      ArmView outcome,
      @Nullable Double lift,
      @Nullable List<Double> liftInterval) {}

  static JourneyReportView of(Report report, Amounts amounts) {
    ArmOutcome treated = report.lift().treated();
    ArmOutcome control = report.lift().control();
    boolean both = treated.users() > 0 && control.users() > 0;
    io.tierwise.campaign.money.Money gain = report.lift().incrementalRevenue();
    return new JourneyReportView(
        report.journey().id(),
        Objects.requireNonNullElse(report.journey().document().name(), ""),
        report.journey().status().id(),
        report.journey().version(),
        count(report, state -> state == State.WAITING),
        reasons(report, State.REFUSED),
        count(report, state -> state != State.WAITING && state != State.REFUSED),
        count(report, state -> state == State.HELD_OUT),
        count(report, state -> state == State.ACTIVE),
        count(report, state -> state == State.DONE),
        reasons(report, State.EXITED),
        steps(report),
        report.window().toDays(),
        ArmView.of(treated, amounts),
        ArmView.of(control, amounts),
        both ? treated.conversion() - control.conversion() : null,
        interval(report.lift().interval()),
        gain == null ? null : amounts.of(gain),
        branches(report, amounts));
  }

  private static long count(Report report, Predicate<State> states) {
    return report.states().stream()
        .filter(count -> states.test(count.state()))
        .mapToLong(StateCount::count)
        .sum();
  }

  private static Map<String, Long> reasons(Report report, State state) {
    return report.states().stream()
        .filter(count -> count.state() == state)
        .collect(
            Collectors.toMap(
                count -> Objects.requireNonNullElse(count.outcome(), "unknown"),
                StateCount::count,
                Long::sum,
                TreeMap::new));
  }

  private static List<StepView> steps(Report report) {
    List<String> names =
        new java.util.ArrayList<>(
            JourneyReader.trusted(report.journey().document()).steps().stream()
                .map(Step::id)
                .toList());
    report.active().keySet().stream().filter(s -> !names.contains(s)).forEach(names::add);
    report.sends().stream()
        .map(SendCount::step)
        .distinct()
        .filter(s -> !names.contains(s))
        .forEach(names::add);
    return names.stream()
        .map(
            step ->
                new StepView(
                    step,
                    report.active().getOrDefault(step, 0L),
                    sent(report, step, Outcome.SENT),
                    sent(report, step, Outcome.NO_CONSENT),
                    sent(report, step, Outcome.NOT_REACHABLE)))
        .toList();
  }

  private static long sent(Report report, String step, Outcome outcome) {
    return report.sends().stream()
        .filter(send -> send.step().equals(step) && send.outcome() == outcome)
        .mapToLong(SendCount::count)
        .sum();
  }

  private static List<BranchView> branches(Report report, Amounts amounts) {
    Map<String, ArmOutcome> first = new TreeMap<>();
    return report.branches().stream()
        .map(
            branch -> {
              ArmOutcome base = first.putIfAbsent(branch.step(), branch.outcome());
              return branch(branch, base, amounts);
            })
        .toList();
  }

  private static BranchView branch(
      BranchOutcome branch, @Nullable ArmOutcome base, Amounts amounts) {
    ArmOutcome arm = branch.outcome();
    return new BranchView(
        branch.step(),
        branch.branch(),
        ArmView.of(arm, amounts),
        base == null ? null : arm.conversion() - base.conversion(),
        base == null
            ? null
            : interval(
                NewcombeInterval.ofDifference(
                    arm.converted(), arm.users(), base.converted(), base.users())));
  }

  private static @Nullable List<Double> interval(@Nullable Interval interval) {
    return interval == null ? null : List.of(interval.low(), interval.high());
  }
}
