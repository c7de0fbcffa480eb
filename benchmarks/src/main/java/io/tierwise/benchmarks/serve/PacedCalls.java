package io.tierwise.benchmarks.serve;

import io.tierwise.benchmarks.report.Latencies;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Requests at an even pace, whatever the answers take: a slow one does not spare the next. */
record PacedCalls(URI server, int users) {
  private static final int IN_FLIGHT = 256;

  /**
   * @param failed answers other than 200, without items, or none at all
   */
  record Result(Latencies latencies, long failed) {}

  Result run(double perSecond, Duration time) throws InterruptedException {
    Latencies latencies = new Latencies();
    AtomicLong failed = new AtomicLong();
    Semaphore free = new Semaphore(IN_FLIGHT);
    SplittableRandom random = new SplittableRandom(20261122);
    long calls = (long) (perSecond * time.toNanos() / 1e9);
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      long begin = System.nanoTime();
      for (long call = 0; call < calls; call++) {
        long due = begin + (long) (1e9 * call / perSecond);
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        free.acquire();
        HttpRequest request =
            HttpRequest.newBuilder(
                    server.resolve("/v1/users/u" + random.nextInt(users) + "/recommendations"))
                .timeout(Duration.ofSeconds(5))
                .build();
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
            .whenComplete(
                (answer, failure) -> {
                  latencies.add(System.nanoTime() - due);
                  if (failure != null
                      || answer.statusCode() != 200
                      || !answer.body().contains("\"itemId\"")) {
                    failed.incrementAndGet();
                  }
                  free.release();
                });
      }
      free.acquire(IN_FLIGHT);
    }
    return new Result(latencies, failed.get());
  }
}
