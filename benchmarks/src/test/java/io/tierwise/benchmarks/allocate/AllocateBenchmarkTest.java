package io.tierwise.benchmarks.allocate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tierwise.benchmarks.allocate.HighsPeer.Solution;
import io.tierwise.campaign.allocation.AllocationPlan;
import io.tierwise.campaign.allocation.ShadowPriceAllocation;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocateBenchmarkTest {
  private static final int SECONDS = 60;
  private static final SyntheticAudience AUDIENCE = SyntheticAudience.of(1_000, 5);

  @Test
  void ourBound_isTheOptimumOfTheRelaxation_andThePlanIsNextToIt() {
    AllocationPlan plan = ShadowPriceAllocation.solve(AUDIENCE.problem(), _ -> {});
    Solution exact = OrToolsPeer.solve(AUDIENCE, "GLOP", SECONDS);

    assertThat(exact.solved()).isTrue();
    assertThat(plan.bound() / exact.optimum()).isCloseTo(1, within(5e-6));
    assertThat(plan.primal()).isLessThanOrEqualTo(exact.optimum() * (1 + 2e-6));
    assertThat(plan.gap()).isLessThan(5e-4);
    assertThat(AllocateBenchmark.overspent(AUDIENCE, plan)).isZero();
  }

  @Test
  void pdlp_findsTheSameOptimum() {
    Solution exact = OrToolsPeer.solve(AUDIENCE, "GLOP", SECONDS);
    Solution first = OrToolsPeer.solve(AUDIENCE, "PDLP", SECONDS);

    assertThat(first.optimum() / exact.optimum()).isCloseTo(1, within(1e-3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"highs-ipm", "highs-ds"})
  void highs_findsTheSameOptimum(String method, @TempDir Path folder) throws Exception {
    Optional<HighsPeer> started = HighsPeer.start(folder, AUDIENCE);
    assumeTrue(started.isPresent(), "scipy is not installed");
    try (HighsPeer peer = started.get()) {
      Solution found = peer.solve(method, SECONDS);
      Solution exact = OrToolsPeer.solve(AUDIENCE, "GLOP", SECONDS);

      assertThat(found.solved()).isTrue();
      assertThat(found.optimum() / exact.optimum()).isCloseTo(1, within(1e-6));
    }
  }
}
