package io.tierwise.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MemoryPeakTest {
  @Test
  void memory_ofThisProcessIsCounted() {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "no /proc on this system");
    try (MemoryPeak memory = new MemoryPeak()) {
      assertThat(memory.mebibytes()).isBetween(20L, 20_000L);
    }
  }
}
