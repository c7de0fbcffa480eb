package io.tierwise.segmentation.clv;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Purchases at CDNOW by those who first bought there in early 1997: one transaction per customer
 * and day, calibration until 1997-09-30, then 39 weeks of holdout.
 */
final class Cdnow {
  static final LocalDate END = LocalDate.of(1997, 9, 30);

  /**
   * @param repeatMeans mean value of the repeat transactions, 0 where there is none
   * @param holdout transactions after the calibration
   */
  record Customers(int[] repeats, int[] recency, int[] age, double[] repeatMeans, int[] holdout) {
    FrequencyTable table() {
      return FrequencyTable.of(repeats, recency, age);
    }

    SpendTable repeatSpend() {
      List<Integer> who = new ArrayList<>();
      for (int i = 0; i < repeats.length; i++) {
        if (repeatMeans[i] > 0) {
          who.add(i);
        }
      }
      return new SpendTable(
          who.stream().mapToInt(i -> repeats[i]).toArray(),
          who.stream().mapToDouble(i -> repeatMeans[i]).toArray());
    }
  }

  static Customers sample() throws IOException {
    return read("CDNOW_sample.txt.gz", 1, 2, 4);
  }

  static Customers all() throws IOException {
    return read("CDNOW_master.txt.gz", 0, 1, 3);
  }

  private static Path folder() {
    String configured = System.getenv("TIERWISE_SHARED_DATA");
    Path data =
        configured != null
            ? Path.of(configured)
            : Path.of("").toAbsolutePath().resolve("../../shared/data");
    return data.resolve("cdnow").normalize();
  }

  private static Customers read(String file, int who, int when, int howMuch) throws IOException {
    Path path = folder().resolve(file);
    assumeTrue(Files.exists(path), "CDNOW is not at " + path);
    Map<String, TreeMap<LocalDate, Double>> purchases = new LinkedHashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.US_ASCII))) {
      for (String line : reader.lines().toList()) {
        String[] fields = line.strip().split("\\s+");
        if (!fields[who].matches("\\d+")) {
          continue;
        }
        purchases
            .computeIfAbsent(fields[who], _ -> new TreeMap<>())
            .merge(
                LocalDate.parse(fields[when], DateTimeFormatter.BASIC_ISO_DATE),
                Double.parseDouble(fields[howMuch]),
                Double::sum);
      }
    }
    return customers(new ArrayList<>(purchases.values()));
  }

  private static Customers customers(List<TreeMap<LocalDate, Double>> purchases) {
    int n = purchases.size();
    Customers customers =
        new Customers(new int[n], new int[n], new int[n], new double[n], new int[n]);
    for (int i = 0; i < n; i++) {
      TreeMap<LocalDate, Double> own = purchases.get(i);
      LocalDate first = own.firstKey();
      Map<LocalDate, Double> repeats = new HashMap<>(own.headMap(END, true).tailMap(first, false));
      customers.repeats[i] = repeats.size();
      customers.recency[i] = (int) ChronoUnit.DAYS.between(first, own.headMap(END, true).lastKey());
      customers.age[i] = (int) ChronoUnit.DAYS.between(first, END);
      customers.repeatMeans[i] =
          repeats.values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
      customers.holdout[i] = own.tailMap(END, false).size();
    }
    return customers;
  }

  private Cdnow() {}
}
