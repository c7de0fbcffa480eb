package io.tierwise.benchmarks.allocate;

import io.tierwise.benchmarks.process.Scipy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The linear relaxation by HiGHS, as scipy brings it, in a process of its own. */
final class HighsPeer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private final Process process;
  private final BufferedReader answers;

  private HighsPeer(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * @param solved false where the time did not suffice
   */
  record Solution(double seconds, boolean solved, double optimum) {}

  /**
   * @param folder for the script and the rows
   * @return empty where {@code python3} or scipy is not installed
   */
  static Optional<HighsPeer> start(Path folder, SyntheticAudience audience)
      throws IOException, InterruptedException {
    if (!Scipy.isInstalled()) {
      return Optional.empty();
    }
    Files.createDirectories(folder);
    Path script = folder.resolve("highs.py");
    try (InputStream resource =
        Objects.requireNonNull(HighsPeer.class.getResourceAsStream("/peers/highs.py"))) {
      Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
    }
    Path rows = folder.resolve("values.bin");
    write(rows, audience.value());
    HighsPeer peer =
        new HighsPeer(
            new ProcessBuilder("python3", script.toString(), rows.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    peer.tell(
        JSON.writeValueAsString(
            java.util.Map.of(
                "campaign", SyntheticAudience.CAMPAIGN,
                "channel", SyntheticAudience.CHANNEL,
                "cost", SyntheticAudience.COST,
                "budget", audience.budget(),
                "capacity", audience.capacity(),
                "contacts", SyntheticAudience.CONTACTS)));
    if (!"ready".equals(peer.answers.readLine())) {
      peer.close();
      throw new IOException("the HiGHS peer did not start");
    }
    return Optional.of(peer);
  }

  private static void write(Path file, double[] values) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer buffer =
          ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      buffer.asDoubleBuffer().put(values);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }

  private void tell(String line) throws IOException {
    OutputStream orders = process.getOutputStream();
    orders.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    orders.flush();
  }

  /**
   * @param method {@code highs-ipm} or {@code highs-ds}
   */
  Solution solve(String method, int mostSeconds) throws IOException {
    tell(method + " " + mostSeconds);
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the HiGHS peer has ended");
    }
    JsonNode answer = JSON.readTree(line);
    return new Solution(
        answer.get("seconds").asDouble(),
        answer.get("solved").asBoolean(),
        answer.get("optimum").asDouble());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
