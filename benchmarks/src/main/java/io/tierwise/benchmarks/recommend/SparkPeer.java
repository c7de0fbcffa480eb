package io.tierwise.benchmarks.recommend;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Implicit ALS by Spark's MLlib on two threads, in a process of its own. Its libraries, some 330
 * MB, are no part of the build: Maven brings them when the bench is run first.
 */
final class SparkPeer {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long LIMIT_MINUTES = 20;

  /** What Spark needs of a Java that keeps its inside to itself. */
  private static final List<String> OPENED =
      List.of(
          "lang",
          "lang.invoke",
          "lang.reflect",
          "io",
          "net",
          "nio",
          "util",
          "util.concurrent",
          "util.concurrent.atomic");

  private final Path folder;
  private final Path source;

  private SparkPeer(Path folder, Path source) {
    this.folder = folder;
    this.source = source;
  }

  /**
   * What both do.
   *
   * @param regularisation times the number of a row's entries
   */
  record Task(int factors, int iterations, double regularisation, double confidence) {}

  /**
   * @param users factors by user number; of zeros where Spark has none
   */
  record Fit(double seconds, String version, float[][] users, float[][] items) {}

  /**
   * @return empty where Maven or the network is missing
   */
  static Optional<SparkPeer> install(Path folder) throws IOException, InterruptedException {
    Path source = PeerRows.copy("spark/SparkAls.java", folder);
    Path pom = PeerRows.copy("spark/pom.xml", folder);
    Path libraries = folder.resolve("lib");
    if (!isComplete(libraries)) {
      Process maven;
      try {
        maven =
            new ProcessBuilder(
                    "mvn",
                    "-q",
                    "-B",
                    "-ntp",
                    "-f",
                    pom.toString(),
                    "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies",
                    "-DincludeScope=runtime",
                    "-DoutputDirectory=" + libraries)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("maven.log").toFile())
                .start();
      } catch (IOException noMaven) {
        return Optional.empty();
      }
      if (!ended(maven) || maven.exitValue() != 0) {
        return Optional.empty();
      }
    }
    return Optional.of(new SparkPeer(folder, source));
  }

  private static boolean isComplete(Path libraries) throws IOException {
    if (!Files.isDirectory(libraries)) {
      return false;
    }
    try (Stream<Path> files = Files.list(libraries)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("spark-mllib_"));
    }
  }

  private static boolean ended(Process process) throws InterruptedException {
    if (process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      return true;
    }
    process.destroyForcibly();
    return false;
  }

  /**
   * @param rows as {@link PeerRows} writes them
   * @return empty where it fails; its log tells why
   */
  Optional<Fit> fit(Path rows, int users, int items, Task task)
      throws IOException, InterruptedException {
    Path factors = folder.resolve("factors.bin");
    Path answer = folder.resolve("answer.json");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx5g", "--add-modules=jdk.incubator.vector"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
    for (String name : OPENED) {
      command.add("--add-opens=java.base/java." + name + "=ALL-UNNAMED");
    }
    for (String name :
        List.of("jdk.internal.ref", "sun.nio.ch", "sun.nio.cs", "sun.util.calendar")) {
      command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", folder.resolve("lib") + "/*", source.toString()));
    command.addAll(List.of(rows.toString(), factors.toString()));
    for (Number value :
        List.of(task.factors(), task.iterations(), task.regularisation(), task.confidence())) {
      command.add(String.format(Locale.ROOT, "%s", value));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(answer.toFile())
            .redirectError(folder.resolve("spark.log").toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.start();
    if (!ended(process) || process.exitValue() != 0) {
      return Optional.empty();
    }
    String said = Files.readString(answer, StandardCharsets.UTF_8);
    JsonNode found = JSON.readTree(Arrays.asList(said.strip().split("\n")).getLast());
    float[][][] sides = {new float[users][task.factors()], new float[items][task.factors()]};
    read(factors, sides);
    return Optional.of(
        new Fit(
            found.get("seconds").asDouble(), found.get("version").asString(), sides[0], sides[1]));
  }

  private static void read(Path file, float[][][] sides) throws IOException {
    long left = Files.size(file) / (2 * Integer.BYTES + (long) sides[0][0].length * Float.BYTES);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (; left > 0; left--) {
        float[] row = sides[in.readInt()][in.readInt()];
        for (int k = 0; k < row.length; k++) {
          row[k] = in.readFloat();
        }
      }
    }
  }
}
