package io.tierwise.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The npm package {@code @segment/analytics-node}, installed beside a small shop that uses it. It
 * is fetched for the test only, and only where Node, npm and a registry are at hand.
 */
final class SegmentSdk {
  private static final Path SOURCES = Checkout.file("system-tests/src/test/resources/segment-sdk");
  private final Path folder;

  private SegmentSdk(Path folder) {
    this.folder = folder;
  }

  /** An event that the SDK takes for delivered. */
  record Delivered(String type, String userKey, String messageId) {}

  /** A reason to go without it. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    Missing(String reason) {
      super(reason);
    }
  }

  static SegmentSdk installed() throws Missing, IOException, InterruptedException {
    Path folder = Files.createDirectories(Checkout.file("system-tests/target/segment-sdk"));
    for (String file : List.of("package.json", "shop.cjs")) {
      Files.copy(SOURCES.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    require(
        folder,
        30,
        "node",
        "-e",
        "if (parseInt(process.version.slice(1)) < 20) throw 'Node 20 or newer is needed'");
    if (run(folder, 30, "node", "-e", "require('@segment/analytics-node')").code() != 0) {
      require(
          folder,
          120,
          "npm",
          "install",
          "--no-package-lock",
          "--no-audit",
          "--no-fund",
          "--loglevel=error",
          "--fetch-retries=0",
          "--fetch-timeout=20000");
    }
    return new SegmentSdk(folder);
  }

  /** Sends the events of so many visitors and waits until the SDK has flushed them. */
  List<Delivered> send(URI host, String writeKey, String prefix, int visitors)
      throws IOException, InterruptedException {
    Outcome outcome =
        run(
            folder,
            120,
            "node",
            "shop.cjs",
            host.toString(),
            writeKey,
            prefix,
            String.valueOf(visitors));
    if (outcome.code() != 0) {
      throw new AssertionError("the SDK's shop ended with " + outcome);
    }
    List<Delivered> delivered = new ArrayList<>();
    for (String line : outcome.output().lines().toList()) {
      String[] parts = line.split(" ");
      delivered.add(new Delivered(parts[0], parts[1], parts[2]));
    }
    return delivered;
  }

  private record Outcome(int code, String output, String errors) {}

  private static void require(Path folder, int seconds, String... command)
      throws Missing, IOException, InterruptedException {
    Outcome outcome = run(folder, seconds, command);
    if (outcome.code() != 0) {
      throw new Missing(String.join(" ", command) + ": " + outcome.errors().strip());
    }
  }

  private static Outcome run(Path folder, int seconds, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      String said = Files.readString(errors);
      return ended
          ? new Outcome(process.exitValue(), Files.readString(output), said)
          : new Outcome(-1, "", "no end after " + seconds + " s; " + said);
    } catch (IOException e) {
      return new Outcome(-1, "", String.valueOf(e.getMessage()));
    } finally {
      Files.deleteIfExists(output);
      Files.deleteIfExists(errors);
    }
  }
}
