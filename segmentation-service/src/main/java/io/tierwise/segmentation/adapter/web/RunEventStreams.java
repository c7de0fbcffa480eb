package io.tierwise.segmentation.adapter.web;

import io.tierwise.segmentation.run.SegmentationRun;
import io.tierwise.segmentation.run.SegmentationRuns;
import io.tierwise.starter.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Progress of runs as server-sent events. The database is asked a few times a second, because the
 * run may be carried out by another process.
 */
public final class RunEventStreams implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final int POLLS_PER_KEEP_ALIVE = 75;

  private final SegmentationRuns runs;
  private final Semaphore free;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("run-events").daemon(true).factory());

  /**
   * @param limit streams that may be open at once
   */
  public RunEventStreams(SegmentationRuns runs, int limit) {
    this.runs = runs;
    this.free = new Semaphore(limit);
  }

  SseEmitter follow(UUID id, Function<SegmentationRun, Object> view) {
    if (!free.tryAcquire()) {
      throw ProblemException.unavailable(
          "too-many-streams", "Too many event streams are open", Duration.ofSeconds(5));
    }
    SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
    Stream stream = new Stream(id, view, emitter);
    emitter.onCompletion(stream::end);
    emitter.onTimeout(stream::end);
    emitter.onError(e -> stream.end());
    stream.polling =
        timer.scheduleWithFixedDelay(stream::poll, 0, POLL.toMillis(), TimeUnit.MILLISECONDS);
    return emitter;
  }

  /** One client that follows one run. */
  private final class Stream {
    private final UUID id;
    private final Function<SegmentationRun, Object> view;
    private final SseEmitter emitter;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Future<?> polling;
    private @Nullable String last;
    private int silent;

    Stream(UUID id, Function<SegmentationRun, Object> view, SseEmitter emitter) {
      this.id = id;
      this.view = view;
      this.emitter = emitter;
    }

    private void poll() {
      if (ended.get()) {
        end();
        return;
      }
      try {
        Optional<SegmentationRun> run = runs.find(id);
        if (run.isEmpty()) {
          emitter.complete();
        } else {
          send(run.get());
        }
      } catch (IOException | RuntimeException e) {
        emitter.completeWithError(e);
        end();
      }
    }

    private void send(SegmentationRun run) throws IOException {
      String now = run.state() + " " + run.stage() + " " + run.progress();
      boolean finished = run.state().isFinished();
      if (!now.equals(last)) {
        last = now;
        silent = 0;
        emitter.send(
            SseEmitter.event().name(finished ? "finished" : "progress").data(view.apply(run)));
      } else if (++silent % POLLS_PER_KEEP_ALIVE == 0) {
        emitter.send(SseEmitter.event().comment("waiting"));
      }
      if (finished) {
        emitter.complete();
        end();
      }
    }

    private void end() {
      if (ended.compareAndSet(false, true)) {
        free.release();
      }
      Future<?> task = polling;
      if (task != null) {
        task.cancel(false);
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
