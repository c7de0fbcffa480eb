package io.tierwise.launcher.importing;

import io.tierwise.launcher.importing.FrontDoor.FrontDoorFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One connection's worth of batches, sent one after the other. */
final class Lane {
  private static final int EVENTS = 400;
  private static final int BYTES = 400_000;
  private static final int WAITING = 4;

  private final BlockingQueue<List<Outgoing>> queue = new ArrayBlockingQueue<>(WAITING);
  private final PatientSender sender;
  private final DoorListener listener;
  private final AtomicReference<@Nullable FrontDoorFailed> failure;
  private final Thread thread;
  private List<Outgoing> batch = new ArrayList<>(EVENTS);
  private int bytes;
  private long given;
  private volatile long answered;

  Lane(
      PatientSender sender,
      DoorListener listener,
      AtomicReference<@Nullable FrontDoorFailed> failure,
      int number) {
    this.sender = sender;
    this.listener = listener;
    this.failure = failure;
    this.thread = Thread.ofVirtual().name("front-door-" + number).start(this::run);
  }

  void add(Outgoing event) throws FrontDoorFailed, InterruptedException {
    if (batch.size() == EVENTS || (!batch.isEmpty() && bytes + event.json().length > BYTES)) {
      finishBatch();
    }
    batch.add(event);
    bytes += event.json().length + 1;
  }

  void finishBatch() throws FrontDoorFailed, InterruptedException {
    if (batch.isEmpty()) {
      return;
    }
    do {
      throwFailure();
    } while (!queue.offer(batch, 100, TimeUnit.MILLISECONDS));
    given++;
    batch = new ArrayList<>(EVENTS);
    bytes = 0;
  }

  void awaitIdle() throws FrontDoorFailed, InterruptedException {
    while (answered < given) {
      throwFailure();
      synchronized (this) {
        if (answered < given) {
          wait(100);
        }
      }
    }
    throwFailure();
  }

  private void throwFailure() throws FrontDoorFailed {
    FrontDoorFailed failed = failure.get();
    if (failed != null) {
      throw new FrontDoorFailed(String.valueOf(failed.getMessage()), failed);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // this thread alone writes it
  private void run() {
    try {
      while (failure.get() == null) {
        sender.send(queue.take(), listener);
        synchronized (this) {
          answered++;
          notifyAll();
        }
      }
    } catch (FrontDoorFailed e) {
      failure.compareAndSet(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, new FrontDoorFailed("cannot send: " + e, e));
    }
  }

  void close() {
    thread.interrupt();
  }
}
