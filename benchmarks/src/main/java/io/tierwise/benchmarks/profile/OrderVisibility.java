package io.tierwise.benchmarks.profile;

import io.tierwise.benchmarks.report.Latencies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long after an order is handed to the producer the profile API shows it, while other events
 * arrive at a steady pace. Each order is the first event of a new user, so that the profile appears
 * with it.
 */
final class OrderVisibility {
  private static final Duration POLL = Duration.ofMillis(10);

  /** What is waited for long is asked for less often, or the asking would be the load. */
  private static final int POLLS_PER_WAIT = 10;

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int ORDERS_PER_SECOND = 10;

  private final URI profiles;
  private final TopicWriter topic;
  private final SyntheticEvents events;
  private final Clock clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  OrderVisibility(URI profiles, TopicWriter topic, SyntheticEvents events, Clock clock) {
    this.profiles = profiles;
    this.topic = topic;
    this.events = events;
    this.clock = clock;
  }

  /**
   * @param sent events, the orders among them
   * @param refused answers 503: whoever asks does not see the order and asks again
   */
  record Seen(Latencies latencies, long sent, long refused) {}

  /**
   * @param firstNumber of the events to send beside the orders
   */
  Seen measure(String round, long firstNumber, double eventsPerSecond, Duration time)
      throws IOException, InterruptedException, ExecutionException {
    Latencies latencies = new Latencies();
    AtomicLong refused = new AtomicLong();
    List<Future<?>> orders = new ArrayList<>();
    long start = System.nanoTime();
    long number = firstNumber;
    int ordered = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      while (System.nanoTime() - start < time.toNanos()) {
        double seconds = (System.nanoTime() - start) / 1e9;
        while (number - firstNumber < seconds * eventsPerSecond) {
          topic.send(events.event(number++));
        }
        while (ordered < seconds * ORDERS_PER_SECOND) {
          String user = "watched-%s-%d".formatted(round, ordered++);
          orders.add(
              threads.submit(
                  () -> {
                    latencies.add(watch(user, refused));
                    return null;
                  }));
        }
        TimeUnit.MILLISECONDS.sleep(5);
      }
      for (Future<?> order : orders) {
        order.get();
      }
    }
    topic.flush();
    return new Seen(latencies, number - firstNumber + ordered, refused.get());
  }

  private long watch(String user, AtomicLong refused) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(profiles.resolve("/v1/profiles/" + user))
            .timeout(Duration.ofSeconds(10))
            .build();
    long start = System.nanoTime();
    topic.send(
        SyntheticEvents.order(
            "m-" + user, "o-" + user, user, clock.instant(), new SplittableRandom(1)));
    while (true) {
      long waited = System.nanoTime() - start;
      TimeUnit.NANOSECONDS.sleep(Math.max(POLL.toNanos(), waited / POLLS_PER_WAIT));
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      long taken = System.nanoTime() - start;
      if (answer.statusCode() == 200 && answer.body().contains("\"orders\":1,")
          || taken > LONGEST.toNanos()) {
        return taken;
      }
      if (answer.statusCode() == 503) {
        refused.incrementAndGet();
      } else if (answer.statusCode() != 200 && answer.statusCode() != 404) {
        throw new IOException(
            "profile-service answered %d: %s".formatted(answer.statusCode(), answer.body()));
      }
    }
  }
}
