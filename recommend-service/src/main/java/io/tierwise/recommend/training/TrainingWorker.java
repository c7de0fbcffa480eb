package io.tierwise.recommend.training;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One thread that looks for queued runs and retrains. */
public final class TrainingWorker implements AutoCloseable {
  private static final System.Logger log = System.getLogger(TrainingWorker.class.getName());

  /** Hears of every look for runs: the failure, or null. */
  public interface Looks {
    void looked(@Nullable RuntimeException failure);
  }

  private final TrainModels trainModels;
  private final EvaluateModels evaluateModels;
  private final RequestTraining requestTraining;
  private final @Nullable Duration retrainEvery;
  private final Looks looks;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().name("training").daemon(true).unstarted(task));

  /**
   * @param retrainEvery null never trains by itself
   */
  public TrainingWorker(
      TrainModels trainModels,
      EvaluateModels evaluateModels,
      RequestTraining requestTraining,
      @Nullable Duration retrainEvery,
      Looks looks) {
    this.looks = looks;
    this.evaluateModels = evaluateModels;
    this.trainModels = trainModels;
    this.requestTraining = requestTraining;
    this.retrainEvery = retrainEvery;
  }

  public void start(Duration poll) {
    long millis = poll.toMillis();
    thread.scheduleWithFixedDelay(this::work, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Looks for a queued run at once. */
  public void wake() {
    if (waiting.compareAndSet(false, true)) {
      thread.execute(
          () -> {
            waiting.set(false);
            work();
          });
    }
  }

  private void work() {
    try {
      if (retrainEvery != null) {
        requestTraining.requestIfDue(retrainEvery);
      }
      while (trainModels.trainNext().isPresent() || evaluateModels.evaluateNext()) {
        log.log(System.Logger.Level.DEBUG, "looking for further work");
      }
      looks.looked(null);
    } catch (RuntimeException e) {
      // The schedule would end with the first exception; the database may be back next time.
      looks.looked(e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
