package io.tierwise.campaign.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ShadowPriceAllocationPropertyTest {
  @Property(tries = 150, seed = "20261123")
  void solve_keepsEveryLimit(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 300) int users,
      @ForAll @IntRange(min = 1, max = 5) int campaigns,
      @ForAll @IntRange(min = 0, max = 3) int limit,
      @ForAll @DoubleRange(min = 0, max = 1.5) double tightness) {
    AllocationProblem p = Instances.random(seed, users, campaigns, limit, tightness);
    AllocationPlan plan = ShadowPriceAllocation.solve(p, _ -> {});

    long[] spend = new long[p.campaigns];
    long[] contacts = new long[p.channels];
    int[] perUser = new int[p.users];
    Set<Integer> userCampaigns = new HashSet<>();
    for (int i = 0; i < plan.contacts(); i++) {
      int u = plan.userOf(i);
      int o = plan.offerOf(i);
      int c = p.offerCampaign[o];
      spend[c] += p.cost[o];
      contacts[p.offerChannel[o]]++;
      perUser[u]++;
      assertThat(plan.valueOf(i)).isPositive();
      assertThat(p.heldOut[u * p.campaigns + c]).isFalse();
      assertThat(userCampaigns.add(u * p.campaigns + c)).as("one variant a campaign").isTrue();
    }
    for (int c = 0; c < p.campaigns; c++) {
      assertThat(spend[c]).isEqualTo(plan.spend(c)).isLessThanOrEqualTo(p.budget[c]);
      assertThat(plan.campaignPrice(c)).isGreaterThanOrEqualTo(0);
    }
    for (int h = 0; h < p.channels; h++) {
      assertThat(contacts[h]).isLessThanOrEqualTo(p.capacity[h]);
    }
    for (int count : perUser) {
      assertThat(count).isLessThanOrEqualTo(limit);
    }
    assertThat(plan.primal()).isLessThanOrEqualTo(plan.bound());
    assertThat(plan.gap()).isBetween(0.0, 1.0);
  }

  @Property(tries = 150, seed = "20261123")
  void solve_smallOnes_findsTheOptimum(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int users,
      @ForAll @IntRange(min = 1, max = 3) int campaigns,
      @ForAll @IntRange(min = 1, max = 2) int limit,
      @ForAll @DoubleRange(min = 0.1, max = 1.5) double tightness) {
    AllocationProblem p = Instances.random(seed, users, campaigns, limit, tightness);
    double optimum = Instances.optimum(p);
    AllocationPlan plan = ShadowPriceAllocation.solve(p, _ -> {});
    // It stops where the certificate is within a millionth.
    assertThat(plan.primal()).isCloseTo(optimum, within(1e-9 + 2e-6 * optimum));
    assertThat(plan.bound()).isGreaterThanOrEqualTo(optimum - 1e-9);
  }

  @Property(tries = 40, seed = "20261123")
  void solve_controlsAreHeldOutAndTreatedAreNot(
      @ForAll long seed, @ForAll @IntRange(min = 50, max = 300) int users) {
    AllocationProblem p = Instances.random(seed, users, 3, 1, 0.5);
    AllocationPlan plan = ShadowPriceAllocation.solve(p, _ -> {});
    Set<Integer> controls = new HashSet<>();
    for (int i = 0; i < plan.controls(); i++) {
      int cell = plan.controlUser(i) * p.campaigns + plan.controlCampaign(i);
      assertThat(p.heldOut[cell]).isTrue();
      assertThat(controls.add(cell)).isTrue();
    }
  }
}
