package io.tierwise.benchmarks.clv;

import io.tierwise.benchmarks.process.Scipy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** BG/NBD by scipy in a process of its own, which fits whenever it is told to. */
final class ScipyPeer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private final Process process;
  private final BufferedReader answers;

  private ScipyPeer(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** What one fit took and found. */
  record Fit(double seconds, double r, double alpha, double a, double b, double meanLikelihood) {}

  /**
   * @param folder for the script and the rows
   * @return empty where {@code python3} or scipy is not installed
   */
  static Optional<ScipyPeer> start(Path folder, SyntheticBuyers buyers)
      throws IOException, InterruptedException {
    if (!Scipy.isInstalled()) {
      return Optional.empty();
    }
    Files.createDirectories(folder);
    Path script = folder.resolve("bgnbd.py");
    try (InputStream resource =
        Objects.requireNonNull(ScipyPeer.class.getResourceAsStream("/peers/bgnbd.py"))) {
      Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
    }
    Path rows = folder.resolve("histories.bin");
    Files.write(rows, bytes(buyers));
    ScipyPeer peer =
        new ScipyPeer(
            new ProcessBuilder("python3", script.toString(), rows.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    if (!"ready".equals(peer.answers.readLine())) {
      peer.close();
      throw new IOException("the scipy peer did not start");
    }
    return Optional.of(peer);
  }

  private static byte[] bytes(SyntheticBuyers buyers) {
    ByteBuffer buffer =
        ByteBuffer.allocate(buyers.age().length * 3 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < buyers.age().length; i++) {
      buffer.putInt(buyers.repeats()[i]).putInt(buyers.recency()[i]).putInt(buyers.age()[i]);
    }
    return buffer.array();
  }

  Fit fit() throws IOException {
    OutputStream orders = process.getOutputStream();
    orders.write('\n');
    orders.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the scipy peer has ended");
    }
    JsonNode answer = JSON.readTree(line);
    return new Fit(
        answer.get("seconds").asDouble(),
        answer.get("r").asDouble(),
        answer.get("alpha").asDouble(),
        answer.get("a").asDouble(),
        answer.get("b").asDouble(),
        answer.get("meanLogLikelihood").asDouble());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
