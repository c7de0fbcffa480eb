package io.tierwise.campaign.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShadowPriceAllocationTest {
  private static final long[] UNLIMITED = {AllocationProblem.UNLIMITED};

  @Test
  void solve_withAmpleBudget_takesEveryPositiveContactAtPriceZero() {
    AllocationProblem p =
        new AllocationProblem(
            new int[] {0},
            new int[] {0},
            new long[] {50_000},
            new long[] {1_000_000},
            UNLIMITED,
            new int[] {1, 1, 1},
            1);
    p.candidate(0, 0, 0.2);
    p.candidate(1, 0, -0.1);
    p.candidate(2, 0, 0.4);
    AllocationPlan plan = ShadowPriceAllocation.solve(p, _ -> {});
    assertThat(plan.contacts()).isEqualTo(2);
    assertThat(plan.campaignPrice(0)).isZero();
    assertThat(plan.gap()).isCloseTo(0, within(1e-12));
    assertThat(plan.primal()).isCloseTo(0.6, within(1e-5));
  }

  @Test
  void solve_withScarceBudget_takesTheMostValuableAndPricesTheRestOut() {
    int users = 1_000;
    AllocationProblem p = oneCampaign(users, 100 * 50_000, u -> (u + 1) / 1000.0);
    AllocationPlan plan = ShadowPriceAllocation.solve(p, _ -> {});
    assertThat(plan.contacts()).isEqualTo(100);
    for (int i = 0; i < 100; i++) {
      assertThat(plan.userOf(i)).isGreaterThanOrEqualTo(900);
    }
    // The last user who is chosen is worth 0.901, the first who is not 0.900, for a cost of 0.05.
    assertThat(plan.campaignPrice(0)).isBetween(0.9 / 0.05, 0.901001 / 0.05);
    assertThat(plan.gap()).isLessThan(1e-5);
  }

  @Test
  void solve_breaksTiesEvenlyAndLeavesNearlyNoneToTheRepair() {
    AllocationProblem p = oneCampaign(10_000, 3_000L * 50_000, _ -> 0.3);
    for (int u = 0; u < 10_000; u += 10) {
      p.holdOut(u, 0);
    }
    AllocationPlan plan = ShadowPriceAllocation.solve(p, _ -> {});
    long treated = 0;
    for (int i = 0; i < plan.contacts(); i++) {
      treated += plan.treated(i) ? 1 : 0;
    }
    assertThat(plan.contacts()).isEqualTo(3_000);
    assertThat(treated).isGreaterThan(2_990);
    // One in three of the 9000 is treated, so about one in three of the 1000 held out is a control.
    assertThat(plan.controls()).isBetween(270, 400);
  }

  @Test
  void solve_largeInstances_haveATinyGap() {
    for (int limit = 1; limit <= 2; limit++) {
      AllocationProblem p = Instances.random(42 + limit, 5_000, 3, limit, 0.4);
      AllocationPlan plan = ShadowPriceAllocation.solve(p, _ -> {});
      assertThat(plan.gap()).isBetween(0.0, 0.005);
    }
  }

  @Test
  void solve_isRepeatable() {
    AllocationPlan one = ShadowPriceAllocation.solve(Instances.random(7, 3000, 3, 1, 0.5), _ -> {});
    AllocationPlan two = ShadowPriceAllocation.solve(Instances.random(7, 3000, 3, 1, 0.5), _ -> {});
    assertThat(two.primal()).isEqualTo(one.primal());
    assertThat(two.bound()).isEqualTo(one.bound());
    assertThat(two.contacts()).isEqualTo(one.contacts());
  }

  @Test
  void solve_hundredThousandUsersAndTenOffers_takesSeconds() {
    AllocationProblem p = Instances.random(3, 100_000, 5, 1, 0.4);
    long start = System.nanoTime();
    AllocationPlan plan = ShadowPriceAllocation.solve(p, _ -> {});
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        java.util.Locale.ROOT,
        "100k users x 10 offers: %.2f s, %d contacts, gap %.6f%n",
        seconds,
        plan.contacts(),
        plan.gap());
    assertThat(plan.gap()).isLessThan(0.002);
    assertThat(seconds).isLessThan(60);
  }

  @Test
  void solve_ofNothing_isEmpty() {
    AllocationProblem p =
        new AllocationProblem(
            new int[0], new int[0], new long[0], new long[0], UNLIMITED, new int[0], 1);
    AllocationPlan plan = ShadowPriceAllocation.solve(p, _ -> {});
    assertThat(plan.contacts()).isZero();
    assertThat(plan.bound()).isZero();
    assertThat(plan.gap()).isZero();
  }

  @Test
  void problem_refusesWhatMakesNoSense() {
    assertThatThrownBy(
            () ->
                new AllocationProblem(
                    new int[] {0},
                    new int[] {0},
                    new long[] {-1},
                    new long[] {1},
                    UNLIMITED,
                    new int[] {1},
                    1))
        .hasMessageContaining("cost[0] = -1");
    assertThatThrownBy(
            () ->
                new AllocationProblem(
                    new int[] {1, 0},
                    new int[] {0, 0},
                    new long[] {1, 1},
                    new long[] {1, 1},
                    UNLIMITED,
                    new int[] {1},
                    1))
        .hasMessageContaining("campaign[1] = 0");
    AllocationProblem p = oneCampaign(1, 1, _ -> 0.1);
    assertThatThrownBy(() -> p.candidate(0, 0, Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void solve_againstRandomChoice_isFarBetter() {
    AllocationProblem p = Instances.random(11, 4_000, 2, 1, 0.2);
    AllocationPlan plan = ShadowPriceAllocation.solve(p, _ -> {});
    assertThat(plan.primal()).isGreaterThan(1.3 * firstComeFirstServed(p));
  }

  private static double firstComeFirstServed(AllocationProblem p) {
    Random random = new Random(5);
    long[] spend = new long[p.campaigns];
    long[] contacts = new long[p.channels];
    double value = 0;
    for (int u = 0; u < p.users; u++) {
      int o = random.nextInt(p.offers);
      int c = p.offerCampaign[o];
      int h = p.offerChannel[o];
      if (p.valueOf(u, o) > 0
          && !p.heldOut[u * p.campaigns + c]
          && spend[c] + p.cost[o] <= p.budget[c]
          && contacts[h] < p.capacity[h]) {
        spend[c] += p.cost[o];
        contacts[h]++;
        value += p.valueOf(u, o);
      }
    }
    return value;
  }

  private static AllocationProblem oneCampaign(
      int users, long budget, java.util.function.IntToDoubleFunction value) {
    int[] limits = new int[users];
    Arrays.fill(limits, 1);
    AllocationProblem p =
        new AllocationProblem(
            new int[] {0},
            new int[] {0},
            new long[] {50_000},
            new long[] {budget},
            UNLIMITED,
            limits,
            1);
    for (int u = 0; u < users; u++) {
      p.candidate(u, 0, value.applyAsDouble(u));
    }
    return p;
  }
}
