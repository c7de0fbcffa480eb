package io.tierwise.benchmarks.tiering;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** K-means by scikit-learn in a process of its own, which fits whenever it is told to. */
final class SklearnPeer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long CHECK_SECONDS = 60;

  /** The Debian package belongs to the second, where the first is somebody's own. */
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  private final Process process;
  private final BufferedReader answers;

  private SklearnPeer(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  record Fit(double seconds, double inertia, int iterations) {}

  /**
   * @param folder for the script and the rows
   * @param columns of equal length
   * @return empty where no Python has scikit-learn
   */
  static Optional<SklearnPeer> start(Path folder, double[][] columns, int k)
      throws IOException, InterruptedException {
    String python = null;
    for (String candidate : PYTHONS) {
      python = python == null && hasSklearn(candidate) ? candidate : python;
    }
    if (python == null) {
      return Optional.empty();
    }
    Files.createDirectories(folder);
    Path script = folder.resolve("kmeans.py");
    try (InputStream resource =
        Objects.requireNonNull(SklearnPeer.class.getResourceAsStream("/peers/kmeans.py"))) {
      Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
    }
    Path rows = folder.resolve("rows.bin");
    write(columns, rows);
    SklearnPeer peer =
        new SklearnPeer(
            new ProcessBuilder(
                    python,
                    script.toString(),
                    rows.toString(),
                    Integer.toString(columns.length),
                    Integer.toString(k))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    if (peer.answers.readLine() == null) {
      peer.close();
      throw new IOException("the scikit-learn peer did not start");
    }
    return Optional.of(peer);
  }

  private static boolean hasSklearn(String python) throws InterruptedException {
    try {
      Process check =
          new ProcessBuilder(python, "-c", "import sklearn.cluster")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!check.waitFor(CHECK_SECONDS, TimeUnit.SECONDS)) {
        check.destroyForcibly();
        return false;
      }
      return check.exitValue() == 0;
    } catch (IOException noPython) {
      return false;
    }
  }

  private static void write(double[][] columns, Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      for (int i = 0; i < columns[0].length; i++) {
        for (double[] column : columns) {
          out.writeLong(Long.reverseBytes(Double.doubleToRawLongBits(column[i])));
        }
      }
    }
  }

  Fit fit(long seed) throws IOException {
    OutputStream orders = process.getOutputStream();
    orders.write((seed + "\n").getBytes(StandardCharsets.US_ASCII));
    orders.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the scikit-learn peer has ended");
    }
    JsonNode answer = JSON.readTree(line);
    return new Fit(
        answer.get("seconds").asDouble(),
        answer.get("inertia").asDouble(),
        answer.get("iterations").asInt());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
