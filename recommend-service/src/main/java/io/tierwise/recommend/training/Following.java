package io.tierwise.recommend.training;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thread that takes over what other instances stored. It never trains, so that a placement, an
 * item or a model of another instance does not wait for a training run of this one.
 */
public final class Following implements AutoCloseable {
  private final List<Runnable> followers;
  private final TrainingWorker.Looks looks;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().name("following").daemon(true).unstarted(task));

  /**
   * @param followers each of which takes over what is new since its last call
   */
  public Following(List<Runnable> followers, TrainingWorker.Looks looks) {
    this.followers = List.copyOf(followers);
    this.looks = looks;
  }

  public void start(Duration poll) {
    long millis = poll.toMillis();
    thread.scheduleWithFixedDelay(this::follow, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Looks at once. */
  public void wake() {
    thread.execute(this::follow);
  }

  /** Every follower has its turn, also when the one before it failed. */
  void follow() {
    @Nullable RuntimeException failure = null;
    for (Runnable follower : followers) {
      try {
        follower.run();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    looks.looked(failure);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
