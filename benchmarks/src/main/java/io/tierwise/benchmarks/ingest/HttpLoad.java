package io.tierwise.benchmarks.ingest;

import io.tierwise.benchmarks.ingest.FrontDoorConnection.Answer;
import io.tierwise.benchmarks.report.Latencies;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Sends the same requests in turn over a number of connections, and insists on every answer. */
final class HttpLoad {
  private final URI base;
  private final List<byte[]> requests;
  private final byte[] accepted;
  private final int eventsPerRequest;
  private final AtomicLong next = new AtomicLong();

  /**
   * @param events how many each of the bodies holds
   */
  HttpLoad(URI base, String path, String writeKey, List<byte[]> bodies, int events) {
    this.base = base;
    this.eventsPerRequest = events;
    this.accepted = "\"accepted\":%d,".formatted(events).getBytes(StandardCharsets.US_ASCII);
    this.requests =
        bodies.stream()
            .map(body -> FrontDoorConnection.request(base, path, writeKey, body))
            .toList();
  }

  /**
   * @param events acknowledged
   * @param time from the first request to the last answer
   * @param latencies of the requests; where they were paced, from when each was due, so that a
   *     stalled server is charged with all that it held up
   */
  record Outcome(long events, Duration time, Latencies latencies) {
    double eventsPerSecond() {
      return events / (time.toNanos() / 1e9);
    }
  }

  /** As many as the server takes, one at a time on each connection. */
  Outcome asFastAsPossible(int connections, Duration time) throws Exception {
    return run(connections, time, 0);
  }

  /** At a steady pace, whether or not the server keeps up. */
  Outcome paced(int connections, Duration time, double requestsPerSecond) throws Exception {
    if (!(requestsPerSecond > 0)) {
      throw new IllegalArgumentException("no pace: " + requestsPerSecond);
    }
    return run(connections, time, (long) (1e9 * connections / requestsPerSecond));
  }

  /**
   * @param interval nanoseconds between two requests of one connection; 0 for none
   */
  private Outcome run(int connections, Duration time, long interval) throws Exception {
    Latencies latencies = new Latencies();
    AtomicLong events = new AtomicLong();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < connections; i++) {
        long first = start + interval * i / connections;
        running.add(
            threads.submit(
                () -> {
                  send(first, end, interval, latencies, events);
                  return null;
                }));
      }
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    for (Future<?> each : running) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    }
    return new Outcome(events.get(), taken, latencies);
  }

  private void send(long first, long end, long interval, Latencies latencies, AtomicLong events)
      throws IOException, InterruptedException {
    try (FrontDoorConnection connection = new FrontDoorConnection(base)) {
      long due = first;
      while (true) {
        long now = System.nanoTime();
        if (interval == 0) {
          due = now;
        } else if (due > now) {
          TimeUnit.NANOSECONDS.sleep(due - now);
        }
        if (due - end >= 0) {
          return;
        }
        byte[] request = requests.get((int) (next.getAndIncrement() % requests.size()));
        insist(connection.send(request));
        latencies.add(System.nanoTime() - due);
        events.addAndGet(eventsPerRequest);
        due += interval;
      }
    }
  }

  private void insist(Answer answer) {
    byte[] body = answer.body();
    if (answer.status() != 202 || !begins(body)) {
      String text = answer.text();
      throw new IllegalStateException(
          "ingest-service answered %d: %s"
              .formatted(answer.status(), text.substring(0, Math.min(400, text.length()))));
    }
  }

  /** The answer begins with the count of the accepted, after its brace. */
  private boolean begins(byte[] body) {
    for (int i = 0; i < accepted.length; i++) {
      if (body.length <= i + 1 || body[i + 1] != accepted[i]) {
        return false;
      }
    }
    return true;
  }
}
