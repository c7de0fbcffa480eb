package io.tierwise.ingest.imports;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.ingest.IngestMetrics;
import io.tierwise.ingest.JobThread;
import io.tierwise.ingest.Outgoing;
import io.tierwise.ingest.Provenance;
import io.tierwise.ingest.Publisher;
import io.tierwise.ingest.imports.ImportJob.Done;
import io.tierwise.ingest.imports.ImportJob.State;
import io.tierwise.ingest.imports.ImportRecords.ImportRecord;
import io.tierwise.ingest.validation.EventLimits;
import io.tierwise.ingest.validation.EventOrigin;
import io.tierwise.ingest.validation.EventReader;
import io.tierwise.ingest.validation.Reading;
import io.tierwise.ingest.validation.Reading.Accepted;
import io.tierwise.ingest.validation.Reading.Rejected;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through files page by page: read, send, wait for the broker, then record the place reached.
 * After a crash in between that page is sent again; its messages are the same to the byte, ids
 * included, for all that could differ comes from the file or from when it was received.
 */
final class RunImports {
  private static final Logger log = LoggerFactory.getLogger(RunImports.class);
  private static final long SKIPPED_AT_A_TIME = 100_000;

  private final ImportJobs jobs;
  private final Spool spool;
  private final EventReader reader;
  private final Publisher publisher;
  private final IngestMetrics metrics;
  private final ImportsProperties properties;
  private final EventLimits limits;
  private final Clock clock;
  private final String owner = UUID.randomUUID().toString();

  RunImports(
      ImportJobs jobs,
      Spool spool,
      EventReader reader,
      Publisher publisher,
      IngestMetrics metrics,
      ImportsProperties properties,
      EventLimits limits,
      Clock clock) {
    this.jobs = jobs;
    this.spool = spool;
    this.reader = reader;
    this.publisher = publisher;
    this.metrics = metrics;
    this.properties = properties;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Runs one job as far as it gets.
   *
   * @return whether there may be more to do at once
   */
  boolean step(JobThread thread) {
    ImportJob job =
        jobs.claim(owner, spool.held(), clock.instant(), properties.lease()).orElse(null);
    if (job == null) {
      return false;
    }
    try (ImportRecords records = job.format().open(spool.file(job.id()), limits.bytes())) {
      if (skipDone(records, job) && !run(new Run(job, records), thread)) {
        return true;
      }
      end(job, State.SUCCEEDED, null);
    } catch (UnreadableImport e) {
      end(job, State.FAILED, e.getMessage());
    } catch (ZipException | EOFException e) {
      end(
          job,
          State.FAILED,
          "The file is not a whole gzip stream: it is broken after what was imported");
    } catch (IOException e) {
      log.atError().setCause(e).log("import {} failed", job.id());
      end(job, State.FAILED, "The spooled file cannot be read");
    }
    return true;
  }

  private void end(ImportJob job, State state, @Nullable String trouble) {
    jobs.end(job.id(), owner, state, trouble, clock.instant());
    deleteIfFinished(job.id());
  }

  private void deleteIfFinished(UUID id) {
    if (jobs.find(id).map(now -> now.state().isFinished()).orElse(true)) {
      spool.delete(id);
    }
  }

  void release() {
    jobs.release(owner, clock.instant());
  }

  /**
   * @return whether anything may be left
   */
  private boolean skipDone(ImportRecords records, ImportJob job)
      throws IOException, UnreadableImport {
    long left = job.done().position();
    while (left > 0) {
      long wanted = Math.min(left, SKIPPED_AT_A_TIME);
      if (records.skip(wanted) < wanted || !jobs.hold(job.id(), owner, job.trouble(), leaseEnd())) {
        return false;
      }
      left -= wanted;
    }
    return true;
  }

  /** One job as it is being worked on. */
  private final class Run {
    private final ImportJob job;
    private final ImportRecords records;
    private final Map<String, Long> reasons;
    private final List<ProducerRecord<String, byte[]>> messages = new ArrayList<>();
    private final List<EventType> accepted = new ArrayList<>();
    private final List<List<Reason>> rejected = new ArrayList<>();
    private long bytes;
    private Done done;
    private long line;
    private boolean ended;

    Run(ImportJob job, ImportRecords records) {
      this.job = job;
      this.records = records;
      this.done = job.done();
      this.line = done.line();
      this.reasons = new TreeMap<>(done.reasons());
    }

    /** What is read before the file breaks off is not lost. */
    @Nullable Exception readPage() {
      messages.clear();
      accepted.clear();
      rejected.clear();
      bytes = 0;
      try {
        while (messages.size() < properties.page() && bytes < properties.pageSize().toBytes()) {
          ImportRecord next = records.next();
          if (next == null) {
            ended = true;
            return null;
          }
          bytes += next.json().length;
          line = next.line();
          take(next);
        }
        return null;
      } catch (IOException | UnreadableImport e) {
        ended = true;
        return e;
      }
    }

    private void take(ImportRecord at) {
      switch (read(at)) {
        case Accepted<BehaviorEvent> event -> {
          ProducerRecord<String, byte[]> message = Outgoing.of(event);
          if (message == null) {
            reject(Outgoing.tooLargeToSend(event), at);
          } else {
            messages.add(message);
            accepted.add(event.value().type());
          }
        }
        case Rejected<BehaviorEvent> event -> reject(event, at);
      }
    }

    /** The line is part of it: equal lines are as many events as there are of them. */
    private static String messageId(ImportRecord at) {
      byte[] number = (at.line() + "\n").getBytes(StandardCharsets.UTF_8);
      byte[] seed = new byte[number.length + at.text().length];
      System.arraycopy(number, 0, seed, 0, number.length);
      System.arraycopy(at.text(), 0, seed, number.length, at.text().length);
      return "import-" + UUID.nameUUIDFromBytes(seed);
    }

    private Reading<BehaviorEvent> read(ImportRecord at) {
      Reason fault = at.fault();
      if (fault != null) {
        return new Rejected<>(null, null, List.of(fault));
      }
      EventOrigin origin =
          new EventOrigin(
              null,
              job.createdBy(),
              job.createdAt(),
              job.createdAt(),
              Map.of(),
              null,
              () -> messageId(at));
      return reader.read(at.json(), 0, at.json().length, limits, origin);
    }

    private void reject(Rejected<BehaviorEvent> event, ImportRecord at) {
      Rejected<BehaviorEvent> known =
          new Rejected<>(
              event.id() == null ? messageId(at) : event.id(), event.userKey(), event.reasons());
      Provenance provenance = Provenance.imported(job.id(), at.line(), job.createdAt());
      messages.add(
          Outgoing.fromImport(known, provenance, job.createdBy(), clock.instant(), at.json()));
      rejected.add(event.reasons());
    }

    void sent() {
      metrics.accepted(IngestMetrics.IMPORT, accepted);
      for (List<Reason> each : rejected) {
        metrics.rejected(IngestMetrics.IMPORT, each);
        reasons.merge(each.getFirst().code(), 1L, Long::sum);
      }
      done =
          new Done(
              done.position() + messages.size(),
              records.readBytes(),
              line,
              done.accepted() + accepted.size(),
              done.rejected() + rejected.size(),
              reasons);
    }
  }

  /**
   * @return whether the file came to its end; false where the job did, or this service does
   */
  private boolean run(Run run, JobThread thread) throws IOException, UnreadableImport {
    UUID id = run.job.id();
    Instant before = clock.instant();
    while (!run.ended) {
      if (!thread.isRunning()) {
        return false;
      }
      Exception trouble = run.readPage();
      while (!publisher.acknowledgesAll(run.messages)) {
        if (!jobs.hold(id, owner, "The broker does not acknowledge", leaseEnd())
            || !thread.pause()) {
          deleteIfFinished(id);
          return false;
        }
      }
      run.sent();
      Instant now = clock.instant();
      if (!jobs.advance(id, owner, run.done, Duration.between(before, now), leaseEnd())) {
        deleteIfFinished(id);
        return false;
      }
      before = now;
      switch (trouble) {
        case IOException e -> throw e;
        case UnreadableImport e -> throw e;
        case null, default -> {}
      }
    }
    return true;
  }

  private Instant leaseEnd() {
    return clock.instant().plus(properties.lease());
  }
}
