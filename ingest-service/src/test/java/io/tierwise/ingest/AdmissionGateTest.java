package io.tierwise.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.starter.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionGateTest {
  private final AdmissionGate gate = new AdmissionGate(10_240, 4_096, Duration.ofMillis(20));

  @Test
  void fullGate_sendsAwayWithRetryAfter() {
    try (AdmissionGate.Pass first = gate.enter(4_096);
        AdmissionGate.Pass second = gate.enter(4_096);
        AdmissionGate.Pass third = gate.enter(2_048)) {
      assertThatThrownBy(() -> gate.enter(1))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.status().value()).isEqualTo(503);
                assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1));
              });
      assertThat(first).isNotSameAs(second).isNotSameAs(third);
    }
    gate.enter(4_096).close();
  }

  @Test
  void bodyOfUnknownLength_holdsThePlaceOfTheLargestUntilItIsKnown() {
    try (AdmissionGate.Pass first = gate.enter(-1);
        AdmissionGate.Pass second = gate.enter(-1)) {
      assertThatThrownBy(() -> gate.enter(-1)).isInstanceOf(ProblemException.class);
      first.shrinkTo(100);
      second.shrinkTo(5_000);
      gate.enter(-1).close();
    }
  }

  @Test
  void bodyThatClaimsTooMuch_entersToBeRefusedByItsSize() {
    gate.enter(Long.MAX_VALUE).close();
  }
}
