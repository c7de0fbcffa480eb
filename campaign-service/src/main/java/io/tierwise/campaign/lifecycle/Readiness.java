package io.tierwise.campaign.lifecycle;

import io.tierwise.campaign.money.Money;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Whether a plan can start now, and what it would meet.
 *
 * @param problems that keep it from starting
 * @param warnings that do not
 * @param byTier members of the audience whom an offer can reach; those without tier under {@code
 *     none}
 * @param heldOut of them, by this campaign or from all
 * @param cost of contacting everyone else as often as the plan allows, by the cheapest offer
 */
public record Readiness(
    List<Finding> problems,
    List<Finding> warnings,
    SortedMap<String, Long> byTier,
    long heldOut,
    Reach reach,
    Money cost) {
  /** Members without a tier. */
  public static final String NO_TIER = "none";

  public Readiness {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /**
   * How far the budget goes.
   *
   * @param left of the budget
   * @param contacts that it pays for at the cheapest offer's cost; {@link Long#MAX_VALUE} if that
   *     costs nothing
   * @param wanted contacts if everyone got as many as the plan allows
   */
  public record Reach(Money left, long contacts, long wanted) {
    /** Of the wanted contacts, 0..1; 1 if none is wanted. */
    public double share() {
      return wanted <= contacts ? 1 : (double) contacts / wanted;
    }
  }

  public long audience() {
    return byTier.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Problems that nobody has waived. */
  public List<Finding> standing(Set<String> waived) {
    return problems.stream().filter(p -> !p.isWaivable() || !waived.contains(p.code())).toList();
  }
}
