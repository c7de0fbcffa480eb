package io.tierwise.campaign.adapter.rest;

import io.tierwise.campaign.affinity.Affinities;
import io.tierwise.campaign.affinity.AffinityTable;
import io.tierwise.campaign.affinity.OfferProducts;
import io.tierwise.starter.trace.TraceContext;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks recommend-service, in batches and a few at a time. After a failure it does not ask again for
 * some seconds: who waits for a decision must not wait for a service that is down.
 */
public final class RestAffinities implements Affinities {
  private static final Logger log = LoggerFactory.getLogger(RestAffinities.class);
  private static final int BATCH = 1_000;
  private static final int PARALLEL = 4;
  private static final String UNAVAILABLE =
      "recommend-service did not answer: affinities are neutral for some or all users";
  private final RestClient client;
  private final Duration rest;
  private final Clock clock;
  private volatile Instant restsUntil = Instant.MIN;

  /**
   * @param rest how long not to ask again after a failure
   */
  public RestAffinities(
      String url, Duration connectTimeout, Duration readTimeout, Duration rest, Clock clock) {
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .build());
    requests.setReadTimeout(readTimeout);
    this.client = RestClient.builder().baseUrl(url).requestFactory(requests).build();
    this.rest = rest;
    this.clock = clock;
  }

  record Request(List<String> userIds, List<OfferOfRequest> offers) {}

  record OfferOfRequest(String offerId, List<String> itemIds, List<String> categories) {}

  record Answer(@Nullable String modelVersion, @Nullable List<AffinityOfUser> affinities) {}

  record AffinityOfUser(String userId, @Nullable Map<String, Double> scores) {}

  @Override
  public AffinityTable of(List<String> userIds, List<OfferProducts> offers) {
    AffinityTable table = new AffinityTable(userIds.size(), offers.size());
    if (clock.instant().isBefore(restsUntil)) {
      table.warn(UNAVAILABLE);
      return table;
    }
    if (userIds.size() <= BATCH) {
      askOrWarn(userIds, 0, offers, table, new AtomicBoolean());
      return table;
    }
    AtomicBoolean failed = new AtomicBoolean();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(PARALLEL, Thread.ofVirtual().factory())) {
      List<Future<?>> batches = new ArrayList<>();
      for (int from = 0; from < userIds.size(); from += BATCH) {
        int first = from;
        List<String> batch = userIds.subList(from, Math.min(userIds.size(), from + BATCH));
        batches.add(threads.submit(() -> askOrWarn(batch, first, offers, table, failed)));
      }
      await(batches, table);
    }
    return table;
  }

  private static void await(List<Future<?>> batches, AffinityTable table) {
    for (Future<?> batch : batches) {
      try {
        batch.get();
      } catch (ExecutionException | CancellationException e) {
        log.atWarn().setCause(e).log("affinities");
        table.warn(UNAVAILABLE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        table.warn(UNAVAILABLE);
        return;
      }
    }
  }

  private void askOrWarn(
      List<String> users,
      int first,
      List<OfferProducts> offers,
      AffinityTable table,
      AtomicBoolean failed) {
    if (failed.get()) {
      table.warn(UNAVAILABLE);
      return;
    }
    try {
      fill(ask(users, offers), users, first, offers, table);
    } catch (RestClientException e) {
      failed.set(true);
      restsUntil = clock.instant().plus(rest);
      log.atWarn().log("affinities: {}", e.getMessage());
      table.warn(UNAVAILABLE);
    }
  }

  private @Nullable Answer ask(List<String> users, List<OfferProducts> offers) {
    String trace = TraceContext.currentHeader();
    return client
        .post()
        .uri("/v1/affinities")
        .contentType(MediaType.APPLICATION_JSON)
        .headers(
            headers -> {
              if (trace != null) {
                headers.set(TraceContext.HEADER, trace);
              }
            })
        .body(
            new Request(
                users,
                offers.stream()
                    .map(o -> new OfferOfRequest(o.key(), o.itemIds(), o.categories()))
                    .toList()))
        .retrieve()
        .body(Answer.class);
  }

  private static void fill(
      @Nullable Answer answer,
      List<String> users,
      int first,
      List<OfferProducts> offers,
      AffinityTable table) {
    if (answer == null || answer.affinities() == null) {
      table.warn(UNAVAILABLE);
      return;
    }
    Map<String, Integer> rows = new HashMap<>();
    for (int i = 0; i < users.size(); i++) {
      rows.put(users.get(i), first + i);
    }
    for (AffinityOfUser user : answer.affinities()) {
      Integer row = rows.get(user.userId());
      Map<String, Double> scores = user.scores();
      if (row == null || scores == null) {
        continue;
      }
      for (int o = 0; o < offers.size(); o++) {
        Double score = scores.get(offers.get(o).key());
        if (score != null) {
          table.put(row, o, score);
        }
      }
    }
  }
}
