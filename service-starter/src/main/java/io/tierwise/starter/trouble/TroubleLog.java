package io.tierwise.starter.trouble;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What repeated work says when it fails: one line every half minute while the database is away, as
 * that is no fault of the work; a fault with its stack trace, the same one no oftener either.
 */
public final class TroubleLog {
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Logger log;
  private final String work;
  private final LongSupplier nanoTime;
  private @Nullable String last;
  private long lastAt;
  private long silent;

  /**
   * @param work what fails, such as the name of a loop
   */
  public TroubleLog(Logger log, String work) {
    this(log, work, System::nanoTime);
  }

  TroubleLog(Logger log, String work, LongSupplier nanoTime) {
    this.log = log;
    this.work = work;
    this.nanoTime = nanoTime;
  }

  /** The work failed and will be tried again. */
  public synchronized void failed(Throwable e) {
    boolean outage = DatabaseTrouble.isCauseOf(e);
    String trouble = outage ? "the database cannot be reached" : e.toString();
    long now = nanoTime.getAsLong();
    if (trouble.equals(last) && now - lastAt < PAUSE.toNanos()) {
      silent++;
      return;
    }
    String before = silent == 0 ? "" : "; %d times more since the last word".formatted(silent);
    if (outage) {
      log.warn("{} waits: {} ({}){}", work, trouble, root(e), before);
    } else {
      log.error("{} failed and will try again{}", work, before, e);
    }
    last = trouble;
    lastAt = now;
    silent = 0;
  }

  /** The work was done; says so after a failure. */
  public synchronized void succeeded() {
    if (last != null) {
      log.info("{} works again", work);
      last = null;
      silent = 0;
    }
  }

  private static String root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
  }
}
