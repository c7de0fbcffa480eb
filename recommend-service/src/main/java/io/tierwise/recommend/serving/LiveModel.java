package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.model.RecommendationModel;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The model that serves now, swapped in one step. */
public final class LiveModel {
  /**
   * @param version as answers name it
   * @param trainedAt when it was fitted
   * @param model in the numbers of the catalogue
   * @param fresh items that came after the model
   * @param number another one for each model that was swapped in and each change of fresh items
   */
  public record Serving(
      String version, Instant trainedAt, RecommendationModel model, FreshItems fresh, long number) {
    boolean isSameModel(@Nullable Serving other) {
      return other != null && other.model == model;
    }
  }

  private final Catalogue catalogue;
  private final ReentrantLock swapping = new ReentrantLock();
  private final AtomicReference<@Nullable Serving> current = new AtomicReference<>();
  private final AtomicLong numbers = new AtomicLong();

  public LiveModel(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  public Optional<Serving> current() {
    return Optional.ofNullable(current.get());
  }

  /** Does what stores a model and swaps it in; no other thread brings in a model meanwhile. */
  public <T> T publishing(Supplier<T> work) {
    swapping.lock();
    try {
      return work.get();
    } finally {
      swapping.unlock();
    }
  }

  /** Does what brings in a stored model, unless a thread is {@link #publishing} one. */
  public void unlessPublishing(Runnable work) {
    if (swapping.tryLock()) {
      try {
        work.run();
      } finally {
        swapping.unlock();
      }
    }
  }

  /** Puts a model live; it may be one that another instance trained. */
  public void swap(String version, Instant trainedAt, RecommendationModel model) {
    current.set(
        new Serving(
            version,
            trainedAt,
            model.renumbered(catalogue::number),
            FreshItems.NONE,
            numbers.incrementAndGet()));
  }

  /** Replaces the fresh items of a model, unless another model was swapped in meanwhile. */
  void refresh(Serving of, FreshItems fresh) {
    long number = numbers.incrementAndGet();
    current.compareAndSet(of, new Serving(of.version(), of.trainedAt(), of.model(), fresh, number));
  }
}
