package io.tierwise.benchmarks.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.terminal.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecQualityBenchmarkTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

  /** Two tastes; everybody rates films of their own taste, and some of the other, worse. */
  private static String ratings() {
    Random random = new Random(8);
    StringBuilder rows = new StringBuilder();
    for (int user = 0; user < 60; user++) {
      for (int item = 0; item < 40; item++) {
        boolean own = user % 2 == item % 2;
        if (random.nextInt(10) < (own ? 7 : 1)) {
          int stars = own ? 4 + random.nextInt(2) : 1 + random.nextInt(2);
          rows.append("%d\t%d\t%d\t%d\n".formatted(user, item, stars, random.nextInt(100_000)));
        }
      }
    }
    return rows.toString();
  }

  @Test
  void aFolderWithFilms_isMeasured_rankingsAndStars(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("ml-100k"));
    Files.writeString(folder.resolve("ml-100k/u.data"), ratings());
    BenchReport report =
        new RecQualityBenchmark(CLOCK)
            .measure(
                new Wishes(true, 1_000, 1, folder),
                new Installation(folder),
                new Terminal(new PrintStream(OutputStream.nullOutputStream()), false));
    double popularity = report.figures().get("movieLens100kPopularityNdcgAt10");
    for (String model : new String[] {"ItemKnn", "UserKnn", "Als", "LinearFilter", "Ease"}) {
      assertThat(report.figures().get("movieLens100k" + model + "NdcgAt10"))
          .as(model)
          .isGreaterThan(popularity);
    }
    assertThat(report.figures().get("movieLens100kRatingFactorsRmse"))
        .isLessThan(0.8 * report.figures().get("movieLens100kItemMeanRmse"));
  }
}
