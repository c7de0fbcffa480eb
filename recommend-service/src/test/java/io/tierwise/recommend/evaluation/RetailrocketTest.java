package io.tierwise.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.ItemKnnTrainer;
import io.tierwise.recommend.model.ItemNeighborhood;
import io.tierwise.recommend.model.ItemRanking;
import io.tierwise.recommend.model.PopularityTrainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * A real shop's clickstream with one held-out purchase per visitor. Published for this split, full
 * ranking, HR@10: popularity .039, item k-NN .043.
 */
class RetailrocketTest {
  private static Path folder() {
    String configured = System.getenv("TIERWISE_SHARED_DATA");
    Path data =
        configured != null
            ? Path.of(configured)
            : Path.of("").toAbsolutePath().resolve("../../shared/data");
    return data.resolve("retailrocket").normalize();
  }

  private static List<String[]> lines(String file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder().resolve(file))),
                StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split(",")).toList();
    }
  }

  private static InteractionLog log(Map<String, Integer> users) throws IOException {
    Map<String, List<Interaction>> byUser = new HashMap<>();
    int row = 0;
    for (String[] event : lines("events.csv.gz")) {
      InteractionKind kind =
          switch (event[2]) {
            case "view" -> InteractionKind.VIEW;
            case "addtocart" -> InteractionKind.CART;
            case "transaction" -> InteractionKind.PURCHASE;
            default -> throw new IllegalStateException(event[2]);
          };
      byUser
          .computeIfAbsent(event[1], _ -> new ArrayList<>())
          .add(
              Interaction.of(
                  event[1],
                  event[3],
                  kind,
                  Instant.ofEpochSecond(Long.parseLong(event[0])),
                  "r" + row++));
    }
    InteractionLog.Builder log = new InteractionLog.Builder();
    byUser.forEach(
        (user, deeds) -> {
          users.put(user, users.size());
          deeds.forEach(log::add);
        });
    return log.build();
  }

  @Test
  void itemKnn_findsFarMorePurchasesThanPopularity() throws IOException {
    assumeTrue(
        Files.exists(folder().resolve("events.csv.gz")),
        () -> "retailrocket data is not at " + folder() + "; set TIERWISE_SHARED_DATA");
    Map<String, Integer> users = new HashMap<>();
    InteractionLog log = log(users);
    assertThat(log.rows()).isEqualTo(97_381);
    assertThat(users).hasSize(2_174);
    List<TimeSplit.Case> cases = new ArrayList<>();
    for (String[] buy : lines("test_buys.csv.gz")) {
      // An item that nobody touched in training cannot be found: it stays in as a miss.
      int item = log.itemIds().indexOf(buy[1]);
      cases.add(new TimeSplit.Case(users.get(buy[0]), Set.of(item)));
    }
    StrengthWeights weights = StrengthWeights.DEFAULT;
    ItemRanking popularity = new PopularityTrainer(weights, Duration.ofDays(30)).fit(log);
    long start = System.nanoTime();
    ItemNeighborhood knn = new ItemKnnTrainer(ItemKnnTrainer.Parameters.DEFAULT, weights).fit(log);
    long millis = (System.nanoTime() - start) / 1_000_000;
    FullRankingEvaluation evaluation = new FullRankingEvaluation(log, weights, item -> false);
    RankingMetrics ofPopularity = evaluation.evaluate(popularity, popularity, cases);
    RankingMetrics ofKnn = evaluation.evaluate(knn, popularity, cases);
    System.out.printf(
        java.util.Locale.ROOT,
        "retailrocket HR@10: popularity %.4f, item k-NN %.4f (fit in %d ms)%n",
        ofPopularity.hitRateAt10(),
        ofKnn.hitRateAt10(),
        millis);
    assertThat(ofPopularity.hitRateAt10()).isCloseTo(0.039, within(0.006));
    assertThat(ofKnn.hitRateAt10()).isGreaterThan(1.2 * ofPopularity.hitRateAt10());
    assertThat(ofKnn.hitRateAt10()).isGreaterThan(0.043);
  }
}
