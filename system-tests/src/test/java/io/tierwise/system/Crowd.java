package io.tierwise.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many clients that send large batches without a pause. Each sends its batch again, under the same
 * ids, until it is accepted, and goes on with the next.
 */
final class Crowd implements AutoCloseable {
  private static final int EVENTS_OF_A_BATCH = 100;
  private static final String FILLING = "x".repeat(1_400);
  private final RunningSuite suite;
  private final String prefix;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger batches = new AtomicInteger();
  private final Collection<Answered> answers = new ConcurrentLinkedQueue<>();
  private final Set<Integer> accepted = ConcurrentHashMap.newKeySet();
  private volatile boolean hungry = true;

  /**
   * @param status 0 where no answer came
   * @param retryAfter empty where the answer does not say
   */
  record Answered(Duration after, int status, String retryAfter) {}

  Crowd(RunningSuite suite, String prefix, int clients) {
    this.suite = suite;
    this.prefix = prefix;
    for (int i = 0; i < clients; i++) {
      threads.submit(this::sendOn);
    }
  }

  Collection<Answered> answers() {
    return answers;
  }

  /** Ids of what was answered with 202. */
  Set<String> accepted() {
    Set<String> ids = new TreeSet<>();
    for (int batch : accepted) {
      for (int event = 0; event < EVENTS_OF_A_BATCH; event++) {
        ids.add(id(batch, event));
      }
    }
    return ids;
  }

  /** Returns when each batch that was begun is accepted. */
  void endOfDay() throws InterruptedException {
    hungry = false;
    threads.shutdown();
    if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
      throw new AssertionError("clients still wait for their batch to be accepted");
    }
  }

  private Void sendOn() throws InterruptedException {
    while (hungry) {
      int batch = batches.getAndIncrement();
      HttpRequest request = request(batch);
      while (send(request) != 202) {
        // At once: the answer took its time, and clients are not always polite.
      }
      accepted.add(batch);
    }
    return null;
  }

  private int send(HttpRequest request) throws InterruptedException {
    long begin = System.nanoTime();
    int status = 0;
    String retryAfter = "";
    try {
      HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
      status = answer.statusCode();
      retryAfter = answer.headers().firstValue("Retry-After").orElse("");
    } catch (IOException e) {
      // No answer, which the status says.
    }
    Duration after = Duration.ofNanos(System.nanoTime() - begin);
    answers.add(new Answered(after, status, retryAfter));
    return status;
  }

  private HttpRequest request(int batch) {
    StringBuilder body = new StringBuilder("{\"batch\":[");
    for (int event = 0; event < EVENTS_OF_A_BATCH; event++) {
      body.append(event == 0 ? "" : ",")
          .append("{\"type\":\"track\",\"event\":\"Note\",\"messageId\":\"")
          .append(id(batch, event))
          .append("\",\"userId\":\"")
          .append(prefix)
          .append(batch % 50)
          .append("\",\"properties\":{\"text\":\"")
          .append(FILLING)
          .append("\"}}");
    }
    Rest ingest = suite.ingest();
    byte[] user = (ingest.writeKey() + ":").getBytes(StandardCharsets.UTF_8);
    URI uri = ingest.base().resolve("/v1/batch");
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body.append("]}").toString()))
        .build();
  }

  private String id(int batch, int event) {
    return prefix + batch + "-" + event;
  }

  @Override
  public void close() {
    hungry = false;
    threads.shutdownNow();
    client.shutdownNow();
  }
}
