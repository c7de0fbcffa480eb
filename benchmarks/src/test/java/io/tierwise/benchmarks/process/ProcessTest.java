package io.tierwise.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.Writer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessTest {
  @Test
  void held_standsStillAndGoesOn() throws Exception {
    Process echo = new ProcessBuilder("cat").start();
    try (Writer in = echo.outputWriter();
        BufferedReader out = echo.inputReader()) {
      CompletableFuture<String> answer;
      try (Held held = Held.still(echo.toHandle())) {
        in.write("hello\n");
        in.flush();
        answer = CompletableFuture.supplyAsync(() -> out.lines().findFirst().orElse(""));
        assertThat(answer.completeOnTimeout("nothing", 300, TimeUnit.MILLISECONDS).get())
            .isEqualTo("nothing");
      }
      in.close();
      assertThat(echo.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(echo.exitValue()).isZero();
    } finally {
      echo.destroyForcibly();
    }
  }

  @Test
  void cpuTime_ofEndedChildrenIsReadBehindTheName() {
    String stat = "42 (a ) b (c) S 1 1 1 0 -1 4194560 9 9 9 9 11 12 150 250 20 0 1 0 5 6 7";
    assertThat(CpuTime.endedChildren(stat)).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void cpuTime_ofThisTreeContainsItsRoot() throws Exception {
    Duration own = CpuTime.own();
    assertThat(CpuTime.ofTree(ProcessHandle.current())).isGreaterThanOrEqualTo(own);
  }
}
