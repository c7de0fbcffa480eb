package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.profile.ProfileFeatures;
import io.tierwise.system.PlainShop.Figures;
import io.tierwise.system.ProfileDatabase.Key;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Compares what profile-service has with what was accepted: the ledger with the set of message ids,
 * each profile with its recompute from the ledger and with figures worked out in another way, and
 * what it has told other services with the same figures.
 */
final class LedgerAudit {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private final RunningSuite suite;
  private final ProfileDatabase database;
  private final String prefix;
  private final List<String> differences = new ArrayList<>();

  /**
   * @param prefix of the ids of all users and messages that it is about
   */
  LedgerAudit(RunningSuite suite, String prefix) {
    this.suite = suite;
    this.database = new ProfileDatabase(suite.stack());
    this.prefix = prefix;
  }

  /** Waits until the ledger has caught up. */
  List<String> differences(Collection<ShopEvent> accepted) {
    differences.clear();
    Set<Key> expected = accepted.stream().map(ShopEvent::key).collect(Collectors.toSet());
    Eventually.value(
        "the ledger has " + expected.size() + " events",
        PATIENCE,
        Duration.ofMillis(500),
        () -> database.ledgerSize(prefix) >= expected.size() ? expected : null);
    compareLedger(expected);
    PlainShop shop = new PlainShop(new HashSet<>(accepted));
    compareFigures(shop.figures());
    comparePublished(shop.figures());
    compareRecompute(shop.figures().keySet());
    differences.addAll(database.brokenSums());
    return differences;
  }

  private void compareLedger(Set<Key> expected) {
    List<Key> rows = database.ledger(prefix);
    Set<Key> ledger = new HashSet<>(rows);
    if (ledger.size() != rows.size()) {
      differences.add("the ledger has " + (rows.size() - ledger.size()) + " rows twice");
    }
    compare("ledger", expected, ledger);
    compare("message ids", expected, new HashSet<>(database.messageIds(prefix)));
  }

  private void compare(String what, Set<Key> expected, Set<Key> actual) {
    expected.stream()
        .filter(key -> !actual.contains(key))
        .forEach(key -> differences.add(what + " without " + key));
    actual.stream()
        .filter(key -> !expected.contains(key))
        .forEach(key -> differences.add(what + " with " + key));
  }

  private void compareFigures(Map<String, Figures> expected) {
    Map<String, Figures> actual = new TreeMap<>();
    eachProfile(
        (id, profile) -> {
          if (id.contains(prefix)) {
            actual.put(id, figures(profile));
          }
        });
    compareMaps("figures", expected, actual);
  }

  private void comparePublished(Map<String, Figures> expected) {
    Eventually.value(
        "all changes are published",
        PATIENCE,
        Duration.ofMillis(500),
        () -> database.unpublished(prefix) == 0 ? expected : null);
    Map<String, Figures> published = new TreeMap<>();
    FeatureTopic.latest(suite.stack().kafkaBootstrapServers(), prefix)
        .forEach((user, features) -> published.put(user, figures(features)));
    compareMaps("published features", expected, published);
  }

  private static Figures figures(ProfileFeatures features) {
    return new Figures(
        new TreeMap<>(features.eventCounts()),
        features.orders(),
        features.grossRevenue(),
        features.refunds());
  }

  private void eachProfile(BiConsumer<String, JsonNode> each) {
    String cursor = "";
    do {
      JsonNode page = suite.profile().read("/v1/profiles?limit=500" + cursor);
      page.get("items").forEach(item -> each.accept(item.get("userId").stringValue(), item));
      JsonNode next = page.get("nextCursor");
      cursor = next.isNull() ? "" : "&cursor=" + next.stringValue();
    } while (!cursor.isEmpty());
  }

  private static Figures figures(JsonNode profile) {
    Map<String, Long> counts = new TreeMap<>();
    profile
        .get("eventCounts")
        .properties()
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue().longValue()));
    return new Figures(
        counts,
        profile.get("orders").longValue(),
        new BigDecimal(profile.at("/grossRevenue/amount").stringValue()),
        new BigDecimal(profile.at("/refunds/amount").stringValue()));
  }

  private void compareRecompute(Set<String> users) {
    Map<String, String> before = database.profiles(prefix);
    assertThat(before.keySet()).containsAll(users);
    users.parallelStream()
        .forEach(
            user -> {
              Rest.Answer answer =
                  suite.profile().post("/v1/profiles/" + user + "/recomputations", "");
              assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            });
    compareMaps("recompute", database.profiles(prefix), before);
  }

  private <T> void compareMaps(String what, Map<String, T> expected, Map<String, T> actual) {
    Set<String> users = new TreeSet<>(expected.keySet());
    users.addAll(actual.keySet());
    for (String user : users) {
      T right = expected.get(user);
      T found = actual.get(user);
      if (!Objects.equals(right, found)) {
        differences.add("%s of %s: %s instead of %s".formatted(what, user, found, right));
      }
    }
  }
}
