package io.tierwise.ingest.rejects;

import io.tierwise.ingest.Publisher;
import io.tierwise.ingest.rejects.Rejection.Attempt;
import io.tierwise.ingest.rejects.Rejection.Kept;
import io.tierwise.ingest.rejects.ReplayJob.State;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Works through replays page by page: send, wait for the broker, then record the page and the place
 * reached in one transaction. A crash in between sends that page again, under the same message ids.
 */
final class RunReplays {
  private static final Logger log = LoggerFactory.getLogger(RunReplays.class);

  private final ReplayJobs jobs;
  private final Revalidation revalidation;
  private final Publisher publisher;
  private final ReplayMetrics metrics;
  private final RejectsProperties properties;
  private final Clock clock;
  private final String owner = UUID.randomUUID().toString();

  RunReplays(
      ReplayJobs jobs,
      Revalidation revalidation,
      Publisher publisher,
      ReplayMetrics metrics,
      RejectsProperties properties,
      Clock clock) {
    this.jobs = jobs;
    this.revalidation = revalidation;
    this.publisher = publisher;
    this.metrics = metrics;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Runs one job as far as it gets.
   *
   * @return whether there may be more to do at once
   */
  boolean step(BooleanSupplier running) {
    ReplayJob job = jobs.claim(owner, clock.instant(), properties.lease()).orElse(null);
    if (job == null) {
      return false;
    }
    try {
      return run(job, running);
    } catch (DataAccessException | TransactionException e) {
      throw e;
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("replay {} failed", job.id());
      jobs.end(job.id(), owner, State.FAILED, "An unexpected error, see the log", clock.instant());
      return true;
    }
  }

  void release() {
    jobs.release(owner, clock.instant());
  }

  private boolean run(ReplayJob job, BooleanSupplier running) {
    long position = job.position();
    boolean mine = true;
    while (mine && running.getAsBoolean()) {
      List<Kept> page = jobs.page(job, position, properties.page());
      if (page.isEmpty()) {
        jobs.end(job.id(), owner, State.SUCCEEDED, null, clock.instant());
        return true;
      }
      Map<UUID, Attempt> attempts = new LinkedHashMap<>();
      if (!publisher.acknowledgesAll(messages(job, page, attempts))) {
        jobs.hold(job.id(), owner, "The broker does not acknowledge", leaseEnd());
        return false;
      }
      position = page.getLast().rejection().seq();
      int skipped = page.size() - attempts.size();
      mine = jobs.advance(job.id(), owner, position, attempts, skipped, leaseEnd());
      long accepted = attempts.values().stream().filter(Attempt::accepted).count();
      metrics.job(accepted, attempts.size() - accepted, skipped);
    }
    return true;
  }

  private List<ProducerRecord<String, byte[]>> messages(
      ReplayJob job, List<Kept> page, Map<UUID, Attempt> attempts) {
    List<ProducerRecord<String, byte[]>> messages = new ArrayList<>(page.size());
    Instant now = clock.instant();
    for (Kept kept : page) {
      UUID id = kept.rejection().id();
      switch (revalidation.judge(kept, null)) {
        case Verdict.Fit fit -> {
          messages.addAll(fit.messages());
          attempts.put(
              id,
              new Attempt(now, job.createdBy(), job.id(), true, fit.messageId(), List.of(), null));
        }
        case Verdict.Unfit unfit ->
            attempts.put(
                id,
                new Attempt(now, job.createdBy(), job.id(), false, null, unfit.reasons(), null));
        case Verdict.Closed _ -> {
          // Counted as skipped: nothing was offered.
        }
      }
    }
    return messages;
  }

  private Instant leaseEnd() {
    return clock.instant().plus(properties.lease());
  }
}
