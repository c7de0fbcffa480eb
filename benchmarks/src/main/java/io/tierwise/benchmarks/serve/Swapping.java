package io.tierwise.benchmarks.serve;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Load on all lists while one training run follows the other.
 *
 * @param swaps new models that answered meanwhile
 */
record Swapping(Wrk.Result load, int swaps) {
  private static final int CONNECTIONS = 32;

  static Swapping run(Server server, Wrk wrk, Duration time) throws Exception {
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Callable<Wrk.Result> load = () -> wrk.run(server.url(), Lists.ALL, CONNECTIONS, time);
      Future<Wrk.Result> running = thread.submit(load);
      int swaps = 0;
      String run = server.beginTraining(Lists.QUICK_ALGORITHMS);
      while (!running.isDone()) {
        Optional<JsonNode> trained = server.trained(run);
        if (trained.isPresent()) {
          String version = trained.get().get("modelVersion").asString();
          swaps += server.servedVersion().equals(version) ? 1 : 0;
          run = server.beginTraining(Lists.QUICK_ALGORITHMS);
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
      while (server.trained(run).isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
      return new Swapping(running.get(), swaps);
    }
  }
}
