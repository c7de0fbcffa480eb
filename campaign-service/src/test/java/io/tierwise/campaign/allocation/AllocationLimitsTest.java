package io.tierwise.campaign.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AllocationLimitsTest {
  private static final long UNLIMITED = AllocationProblem.UNLIMITED;
  private static final int USERS = 2_000;

  /** Two campaigns with one offer each; users of group 1 are worth a tenth of the others. */
  private static AllocationProblem problem(long[] minimum, long total) {
    int[] limits = new int[USERS];
    Arrays.fill(limits, 2);
    AllocationProblem p =
        new AllocationProblem(
            new int[] {0, 1},
            new int[] {0, 0},
            new long[] {50_000, 20_000},
            new long[] {20_000_000, 10_000_000},
            new long[] {UNLIMITED},
            limits,
            minimum,
            3);
    p.totalBudget(total);
    Random random = new Random(4);
    for (int u = 0; u < USERS; u++) {
      int group = u % 4 == 0 ? 1 : 0;
      p.group(u, group);
      for (int o = 0; o < 2; o++) {
        double value = (0.1 + random.nextDouble()) * (group == 1 ? 0.1 : 1);
        p.candidate(u, o, value - p.costUnits[o]);
      }
    }
    return p;
  }

  @Test
  void totalBudget_isKeptAndPriced() {
    AllocationPlan free = ShadowPriceAllocation.solve(problem(new long[2], UNLIMITED), _ -> {});
    AllocationPlan tight = ShadowPriceAllocation.solve(problem(new long[2], 12_000_000), _ -> {});
    AllocationPlan more = ShadowPriceAllocation.solve(problem(new long[2], 13_000_000), _ -> {});

    assertThat(free.spend(0) + free.spend(1)).isEqualTo(30_000_000);
    assertThat(tight.spend(0) + tight.spend(1)).isLessThanOrEqualTo(12_000_000);
    assertThat(tight.gap()).isLessThan(1e-4);
    assertThat(free.totalPrice()).isZero();
    // The price says what one more unit would earn; it falls slowly as the budget grows.
    assertThat(more.primal() - tight.primal())
        .isBetween(more.totalPrice() * 0.95, tight.totalPrice() * 1.05);
  }

  /** Values are so alike that the last contact of the group has to be exchanged for another's. */
  @Test
  void minimumSpend_isReachedToTheLastContact_whateverTheTies() {
    Random random = new Random(1);
    for (int round = 0; round < 100; round++) {
      double[] odds = {tiny(random), tiny(random)};
      int[] limits = new int[200];
      Arrays.fill(limits, 1);
      AllocationProblem p =
          new AllocationProblem(
              new int[1],
              new int[1],
              new long[] {50_000},
              new long[] {3_000_000},
              new long[] {UNLIMITED},
              limits,
              new long[] {0, 2_500_000},
              1);
      for (int u = 0; u < limits.length; u++) {
        p.group(u, (u + 1) % 2);
        p.candidate(u, 0, 0.01 * (1 + odds[u % 2]) * (20 + u % 10) - 0.05);
      }
      AllocationPlan plan = ShadowPriceAllocation.solve(p, _ -> {});
      assertThat(plan.shortfall(1)).as("round %d", round).isZero();
      assertThat(plan.contacts()).isEqualTo(60);
    }
  }

  private static double tiny(Random random) {
    return Math.pow(10, -9 + 7 * random.nextDouble()) * (random.nextBoolean() ? 1 : -1);
  }

  @Test
  void minimumSpend_isReachedAtTheLeastCost() {
    AllocationPlan free = ShadowPriceAllocation.solve(problem(new long[2], 12_000_000), _ -> {});
    long wanted = free.groupSpend(1) + 3_000_000;
    AllocationPlan plan =
        ShadowPriceAllocation.solve(problem(new long[] {0, wanted}, 12_000_000), _ -> {});

    assertThat(plan.groupSpend(1)).isGreaterThanOrEqualTo(wanted);
    assertThat(plan.shortfall(1)).isZero();
    assertThat(plan.spend(0) + plan.spend(1)).isLessThanOrEqualTo(12_000_000);
    assertThat(plan.groupPrice(1)).isPositive();
    assertThat(plan.gap()).isLessThan(1e-3);
    assertThat(plan.primal()).isLessThan(free.primal());
  }

  @Test
  void minimumSpend_beyondWhatCanBe_isReachedAsFarAsItCan() {
    AllocationPlan plan =
        ShadowPriceAllocation.solve(problem(new long[] {0, 90_000_000}, 12_000_000), _ -> {});

    assertThat(plan.spend(0) + plan.spend(1)).isLessThanOrEqualTo(12_000_000);
    assertThat(plan.groupSpend(1)).isGreaterThan(11_900_000);
    assertThat(plan.shortfall(1)).isCloseTo(90 - plan.groupSpend(1) / 1e6, within(1e-9));
    assertThat(plan.primal()).isLessThanOrEqualTo(plan.bound());
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void everyStrategy_keepsTheLimits_andNoneBeatsTheBound(Strategy strategy) {
    AllocationProblem p = Instances.random(17, 1_500, 3, 2, 0.3);
    AllocationPlan best = ShadowPriceAllocation.solve(p, _ -> {});
    RuleAllocation.Chosen chosen = RuleAllocation.solve(p, strategy, (_, o) -> 1 + o, 5);

    long[] budget = p.budget.clone();
    long[] capacity = p.capacity.clone();
    int[] taken = new int[p.users];
    boolean[] reached = new boolean[p.users * p.campaigns];
    double value = 0;
    for (int i = 0; i < chosen.size(); i++) {
      int user = chosen.userOf(i);
      int offer = chosen.offerOf(i);
      int campaign = p.offerCampaign[offer];
      budget[campaign] -= p.cost[offer];
      capacity[p.offerChannel[offer]]--;
      value += p.valueOf(user, offer);
      assertThat(p.allows(user, offer)).isTrue();
      assertThat(++taken[user]).isLessThanOrEqualTo(2);
      assertThat(reached[user * p.campaigns + campaign]).isFalse();
      reached[user * p.campaigns + campaign] = true;
    }
    assertThat(Arrays.stream(budget).min().orElseThrow()).isNotNegative();
    assertThat(Arrays.stream(capacity).min().orElseThrow()).isNotNegative();
    assertThat(chosen.size()).isPositive();
    assertThat(chosen.value()).isCloseTo(value, within(1e-6)).isLessThanOrEqualTo(best.bound());
  }

  @Test
  void proportional_drawsByWeight() {
    int[] limits = new int[8_000];
    Arrays.fill(limits, 1);
    AllocationProblem p =
        new AllocationProblem(
            new int[] {0, 1},
            new int[] {0, 0},
            new long[] {1, 1},
            new long[] {1_000_000, 1_000_000},
            new long[] {UNLIMITED},
            limits,
            1);
    for (int u = 0; u < limits.length; u++) {
      p.candidate(u, 0, 0.1);
      p.candidate(u, 1, 0.1);
    }
    RuleAllocation.Chosen chosen =
        RuleAllocation.solve(p, Strategy.PROPORTIONAL, (_, o) -> o == 0 ? 3 : 1, 9);

    long first = 0;
    for (int i = 0; i < chosen.size(); i++) {
      first += chosen.offerOf(i) == 0 ? 1 : 0;
    }
    assertThat(chosen.size()).isEqualTo(8_000);
    assertThat(first / 8_000.0).isCloseTo(0.75, within(0.02));
  }
}
