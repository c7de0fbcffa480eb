package io.tierwise.benchmarks.recommend;

import io.tierwise.recommend.evaluation.TimeSplit;
import io.tierwise.recommend.interaction.InteractionLog;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** What peers read: a data set as little-endian integers, and their own scripts. */
final class PeerRows {
  /** Users, items, then per user the number of training items, these, and the same of the test. */
  static Path write(Path file, PublicData data) throws IOException {
    InteractionLog log = data.train();
    Map<Integer, Set<Integer>> tests = new HashMap<>();
    for (TimeSplit.Case test : data.cases()) {
      tests.put(test.user(), test.relevant());
    }
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      write(out, log.users(), log.items());
      for (int user = 0; user < log.users(); user++) {
        int[] own =
            IntStream.range(log.start(user), log.end(user)).map(log::item).distinct().toArray();
        int[] relevant =
            tests.getOrDefault(user, Set.of()).stream().mapToInt(item -> item).toArray();
        write(out, own.length);
        write(out, own);
        write(out, relevant.length);
        write(out, relevant);
      }
    }
    return file;
  }

  private static void write(DataOutputStream out, int... values) throws IOException {
    for (int value : values) {
      out.writeInt(Integer.reverseBytes(value));
    }
  }

  /** Copies a file of a peer out of the jar. */
  static Path copy(String resource, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(Path.of(resource).getFileName());
    try (InputStream in =
        Objects.requireNonNull(PeerRows.class.getResourceAsStream("/peers/" + resource))) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  private PeerRows() {}
}
