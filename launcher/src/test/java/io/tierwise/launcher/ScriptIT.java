package io.tierwise.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.launcher.stack.Installation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script itself, on what this build has just packaged. */
class ScriptIT {
  @TempDir Path folder;

  private record Ran(int exitCode, String output) {}

  private static Ran run(Path workingFolder, Path script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(workingFolder.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return new Ran(process.exitValue(), output);
  }

  @Test
  void script_worksThroughALinkInAnotherFolder() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("with a space"));
    Path link =
        Files.createSymbolicLink(
            elsewhere.resolve("tw"), Installation.find().root().resolve("tierwise"));

    Ran ran = run(elsewhere, link, "--version");

    assertThat(ran.output()).contains("Tierwise 0").contains("Java ");
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void slip_isToldBeforeAnythingIsBuiltOrStarted() throws Exception {
    Ran ran = run(folder, Installation.find().root().resolve("tierwise"), "demo", "--nope");

    assertThat(ran.output()).startsWith("tierwise: Unknown option: '--nope'");
    assertThat(ran.exitCode()).isEqualTo(2);
  }
}
