package io.tierwise.campaign.delivery;

import io.tierwise.campaign.delivery.Outbox.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes results down while others are still being sent: all that have come since the last write in
 * one. What is not written when the process dies is what will be sent again, so it never waits for
 * company.
 */
final class Recorder implements AutoCloseable {
  private static final Result END = new Result(-1, MessageState.QUEUED, null, null, false, null);

  /** So that few are sent and not written down: senders wait for the writing. */
  private static final int UNWRITTEN = 64;

  private final BlockingQueue<Result> results = new ArrayBlockingQueue<>(UNWRITTEN);
  private final Thread writer;
  private volatile @Nullable RuntimeException failure;
  private boolean closed;

  Recorder(Consumer<List<Result>> write) {
    writer = Thread.ofVirtual().name("message-results").start(() -> run(write));
  }

  void add(Result result) {
    try {
      results.put(result);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Consumer<List<Result>> write) {
    try {
      boolean ended = false;
      while (!ended) {
        List<Result> some = new ArrayList<>();
        some.add(results.take());
        results.drainTo(some);
        ended = some.remove(END);
        if (!some.isEmpty() && failure == null) {
          write(write, some);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** After a failure the rest is let through unwritten, for senders must not wait for ever. */
  private void write(Consumer<List<Result>> write, List<Result> some) {
    try {
      write.accept(some);
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /** Waits until everything is written. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    add(END);
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    RuntimeException e = failure;
    if (e != null) {
      throw e;
    }
  }
}
