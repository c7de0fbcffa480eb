package io.tierwise.campaign.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Kevin Hillstrom's e-mail test, 2008: customers got a mail about women's or men's merchandise, or
 * none, at random. Its effects differ little between customers, so little is to be found.
 */
class HillstromTest {
  private static List<String[]> rows() throws IOException {
    String configured = System.getenv("TIERWISE_SHARED_DATA");
    Path path =
        (configured != null
                ? Path.of(configured)
                : Path.of("").toAbsolutePath().resolve("../../shared/data"))
            .resolve("hillstrom/hillstrom.csv.gz")
            .normalize();
    assumeTrue(Files.exists(path), "Hillstrom's data is not at " + path);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split(",")).toList();
    }
  }

  /** recency,history_segment,history,mens,womens,zip_code,newbie,channel,segment,visit,... */
  private static UpliftData data(List<String[]> rows, String mail, int answer) {
    List<String[]> wanted =
        rows.stream().filter(r -> r[8].equals(mail) || r[8].equals("No E-Mail")).toList();
    double[][] features = new double[wanted.size()][];
    boolean[] treated = new boolean[features.length];
    boolean[] answered = new boolean[features.length];
    for (int i = 0; i < features.length; i++) {
      String[] r = wanted.get(i);
      features[i] =
          new double[] {
            Double.parseDouble(r[0]),
            Math.log(Double.parseDouble(r[2])),
            Double.parseDouble(r[3]),
            Double.parseDouble(r[4]),
            r[5].equals("Urban") ? 1 : 0,
            r[5].equals("Rural") ? 1 : 0,
            Double.parseDouble(r[6]),
            r[7].equals("Web") ? 1 : 0,
            r[7].equals("Multichannel") ? 1 : 0
          };
      treated[i] = r[8].equals(mail);
      answered[i] = r[answer].equals("1");
    }
    return new UpliftData(features, treated, answered);
  }

  @Test
  void visitsAndConversions_withIntervals() throws IOException {
    List<String[]> rows = rows();
    List<EvaluateUplift.Judged> all = new ArrayList<>();
    for (String mail : List.of("Womens E-Mail", "Mens E-Mail")) {
      for (int answer : new int[] {9, 10}) {
        UpliftData data = data(rows, mail, answer);
        List<EvaluateUplift.Judged> judged = EvaluateUplift.on(data, 1);
        all.addAll(judged);
        for (EvaluateUplift.Judged one : judged) {
          System.out.printf(
              Locale.ROOT,
              "%s, %s, %s: Qini %.5f [%.5f, %.5f], effect on all %.4f%n",
              mail,
              answer == 9 ? "visit" : "conversion",
              one.learner().id(),
              one.qini().coefficient(),
              one.qini().low(),
              one.qini().high(),
              one.qini().points().getLast().incremental());
        }
        // The mails work on the whole; that is beyond doubt for visits.
        if (answer == 9) {
          assertThat(judged.getFirst().qini().points().getLast().incremental()).isPositive();
        }
      }
    }
    for (EvaluateUplift.Judged one : all) {
      assertThat(one.qini().low()).isLessThanOrEqualTo(one.qini().coefficient());
      assertThat(one.qini().high()).isGreaterThanOrEqualTo(one.qini().coefficient());
      assertThat(Math.abs(one.qini().coefficient())).isLessThan(0.02);
    }
  }
}
