package io.tierwise.benchmarks.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tierwise.segmentation.clv.FrequencyTable;
import io.tierwise.segmentation.clv.PurchaseFit;
import io.tierwise.segmentation.clv.PurchaseKind;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClvBenchmarkTest {
  @Test
  void scipy_findsTheSameParameters(@TempDir Path folder) throws Exception {
    SyntheticBuyers buyers = SyntheticBuyers.of(20_000, 5);
    Optional<ScipyPeer> started = ScipyPeer.start(folder, buyers);
    assumeTrue(started.isPresent(), "scipy is not installed");
    try (ScipyPeer peer = started.get()) {
      ScipyPeer.Fit theirs = peer.fit();
      PurchaseFit ours =
          PurchaseFit.of(
              PurchaseKind.BG_NBD,
              FrequencyTable.of(buyers.repeats(), buyers.recency(), buyers.age()));

      assertThat(theirs.r()).isCloseTo(ours.model().r(), within(0.001));
      assertThat(theirs.alpha()).isCloseTo(ours.model().alpha(), within(0.05));
      assertThat(theirs.a()).isCloseTo(ours.model().a(), within(0.002));
      assertThat(theirs.b()).isCloseTo(ours.model().b(), within(0.01));
    }
  }

  @Test
  void buyers_areTheSameForASeed() {
    SyntheticBuyers one = SyntheticBuyers.of(500, 1);
    SyntheticBuyers two = SyntheticBuyers.of(500, 1);

    assertThat(two.repeats()).isEqualTo(one.repeats());
    assertThat(two.recency()).isEqualTo(one.recency());
    assertThat(one.repeats()).contains(0);
  }
}
