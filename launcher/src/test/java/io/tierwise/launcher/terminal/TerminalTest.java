package io.tierwise.launcher.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Terminal terminal(boolean interactive) {
    return new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), interactive);
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void status_isRedrawnInPlaceOnATerminal() {
    Terminal terminal = terminal(true);
    terminal.status("10 %");
    terminal.status("20 %");
    terminal.line("done in %.1f s", 1.25);
    assertThat(written()).isEqualTo("10 %\r\u001b[K20 %\r\u001b[Kdone in 1.3 s\n");
  }

  @Test
  void status_doesNotFloodAFile() {
    Terminal terminal = terminal(false);
    terminal.status("10 %");
    terminal.status("20 %");
    terminal.line("done");
    assertThat(written()).isEqualTo("done\n");
  }

  @Test
  void bars_areProportional_andAlwaysOfOneWidth() {
    assertThat(Bars.of(0.5, 4, true)).isEqualTo("██  ");
    assertThat(Bars.of(0.28125, 4, true)).isEqualTo("█▏  ");
    assertThat(Bars.of(0.5, 4, false)).isEqualTo("##  ");
    for (double share : new double[] {-1, 0, 0.01, 0.99, 1, 7, Double.NaN}) {
      assertThat(Bars.of(share, 10, true)).hasSize(10);
      assertThat(Bars.of(share, 10, false)).hasSize(10);
    }
  }
}
