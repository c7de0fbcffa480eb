package io.tierwise.segmentation.propensity;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Public sets of people and whether they did something. A column of words becomes one column for
 * each word.
 */
final class PublicData {
  static LabelledRows telcoChurn() throws IOException {
    return read("telco-churn/Telco-Customer-Churn.csv.gz", ",", Set.of("customerID"), "Yes");
  }

  /** Without the length of the call, which is known only after the answer. */
  static LabelledRows bankMarketing() throws IOException {
    return read("bank-marketing/bank-full.csv.gz", ";", Set.of("duration"), "yes");
  }

  static LabelledRows onlineShoppers() throws IOException {
    return read("online-shoppers/online_shoppers_intention.csv.gz", ";", Set.of(), "TRUE");
  }

  private static LabelledRows read(String file, String separator, Set<String> without, String yes)
      throws IOException {
    String configured = System.getenv("TIERWISE_SHARED_DATA");
    Path data =
        configured != null
            ? Path.of(configured)
            : Path.of("").toAbsolutePath().resolve("../../shared/data");
    Path path = data.resolve(file).normalize();
    assumeTrue(Files.exists(path), "There is no " + path);
    List<String[]> lines;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      lines = reader.lines().map(line -> line.replace("\"", "").split(separator, -1)).toList();
    }
    String[] header = lines.getFirst();
    List<String[]> rows = lines.subList(1, lines.size());
    List<String> names = new ArrayList<>();
    List<double[]> columns = new ArrayList<>();
    for (int j = 0; j < header.length - 1; j++) {
      if (!without.contains(header[j])) {
        addColumns(header[j], rows, j, names, columns);
      }
    }
    double[][] values = new double[rows.size()][names.size()];
    int[] labels = new int[rows.size()];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < columns.size(); j++) {
        values[i][j] = columns.get(j)[i];
      }
      labels[i] = rows.get(i)[header.length - 1].equals(yes) ? 1 : 0;
    }
    return new LabelledRows(names, values, labels);
  }

  private static void addColumns(
      String name, List<String[]> rows, int j, List<String> names, List<double[]> columns) {
    if (rows.stream().allMatch(row -> row[j].isBlank() || row[j].matches("-?[0-9.eE-]+"))) {
      names.add(name);
      columns.add(
          rows.stream()
              .mapToDouble(row -> row[j].isBlank() ? 0 : Double.parseDouble(row[j]))
              .toArray());
      return;
    }
    Set<String> words = new TreeSet<>();
    rows.forEach(row -> words.add(row[j]));
    for (String word : words) {
      names.add(name + "=" + word);
      columns.add(rows.stream().mapToDouble(row -> row[j].equals(word) ? 1 : 0).toArray());
    }
  }

  private PublicData() {}
}
