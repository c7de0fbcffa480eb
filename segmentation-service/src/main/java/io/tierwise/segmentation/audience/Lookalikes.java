package io.tierwise.segmentation.audience;

import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Customers outside of an audience who are most like those in it: the nearest to the mean of its
 * members over standardised features. One question at a time, for each reads all customers.
 */
public final class Lookalikes {
  private final Source source;
  private final Semaphore free = new Semaphore(1);

  public Lookalikes(Source source) {
    this.source = source;
  }

  /** Port: where customers are compared. */
  @FunctionalInterface
  public interface Source {
    /** Nearest first. */
    List<Lookalike> nearest(long audience, int number);
  }

  /**
   * @param distance from the mean of the members, in standard deviations of all customers
   */
  public record Lookalike(String userId, double distance) {}

  /** The answer, or that another is being worked out. */
  public sealed interface Answer {
    record Found(List<Lookalike> nearest) implements Answer {}

    record Busy() implements Answer {}
  }

  /**
   * @return nobody if the audience is empty
   */
  public Answer nearest(long audience, int number) {
    if (!free.tryAcquire()) {
      return new Answer.Busy();
    }
    try {
      return new Answer.Found(source.nearest(audience, number));
    } finally {
      free.release();
    }
  }
}
