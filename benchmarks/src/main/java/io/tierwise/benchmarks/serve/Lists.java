package io.tierwise.benchmarks.serve;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every list that the service answers with GET: all strategies, placements with all rules, items'.
 */
final class Lists {
  /** What is trained, so that no strategy has to fall back. */
  static final List<String> ALGORITHMS =
      List.of("popularity", "trending", "item-knn", "linear-filter", "next-item", "content");

  /** What is trained again and again under load: what takes seconds, so that models do swap. */
  static final List<String> QUICK_ALGORITHMS =
      List.of("popularity", "trending", "item-knn", "next-item");

  private static final List<String> PLACEMENTS = List.of("home", "product", "cart", "mail");

  static final Wrk.Requests ALL =
      Wrk.Requests.lists(
          Stream.of(
                  Stream.concat(Stream.of("auto"), ALGORITHMS.stream())
                      .map(strategy -> "/v1/users/{user}/recommendations?strategy=" + strategy),
                  PLACEMENTS.stream()
                      .map(
                          name ->
                              "/v1/placements/"
                                  + name
                                  + "/recommendations?items=i1,i2&user={user}"),
                  Stream.of("/v1/items/{item}/similar", "/v1/trending"))
              .flatMap(lists -> lists)
              .toList());

  private static final List<String> STRATEGIES =
      List.of(
          "\"auto\",\"trending\"",
          "\"similar\",\"item-knn\"",
          "\"bought-together\",\"similar\",\"next-item\"",
          "\"linear-filter\",\"content\",\"popularity\",\"newest\"");

  private static final List<String> RULES =
      List.of(
          "\"diversity\":0.3,\"maxPerCategory\":3",
          "\"priceFit\":0.5",
          "\"pinned\":[{\"itemId\":\"i7\",\"position\":2}]",
          "\"boosted\":[{\"brand\":\"Brand 7\",\"factor\":2}]");

  static void put(Server server) throws IOException, InterruptedException {
    for (int i = 0; i < PLACEMENTS.size(); i++) {
      server.put(
          "/v1/placements/" + PLACEMENTS.get(i),
          "{\"strategies\":[%s],\"rules\":{%s}}".formatted(STRATEGIES.get(i), RULES.get(i)));
    }
  }

  private Lists() {}
}
