package io.tierwise.ingest.imports;

import io.tierwise.ingest.Bodies;
import io.tierwise.ingest.imports.Spool.Received;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Takes a file in: once it is on the disk and its row is in the database, it will be imported. */
final class ReceiveImport {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);
  private static final int MAX_KEY = 200;
  private static final int MAX_NOTE = 500;
  private static final Pattern SHA_256 = Pattern.compile("sha-256=(?::([A-Za-z0-9+/=]+):)?");

  private final ImportJobs jobs;
  private final Spool spool;
  private final ImportsWorker worker;
  private final ImportsProperties properties;
  private final int maxRecord;
  private final Clock clock;
  private final Semaphore uploads;

  ReceiveImport(
      ImportJobs jobs,
      Spool spool,
      ImportsWorker worker,
      ImportsProperties properties,
      int maxRecord,
      Clock clock) {
    this.jobs = jobs;
    this.spool = spool;
    this.worker = worker;
    this.properties = properties;
    this.maxRecord = maxRecord;
    this.clock = clock;
    this.uploads = new Semaphore(properties.maxUploads());
  }

  ImportJob from(HttpServletRequest request, @Nullable String note, String source) {
    ImportFormat format = formatOf(request.getContentType());
    Bodies.expectedLength(request);
    String key = keyOf(request);
    if (note != null && (note.length() > MAX_NOTE || note.indexOf('\0') >= 0)) {
      throw ProblemException.invalid("note", "too-long", "at most " + MAX_NOTE + " characters");
    }
    if (!uploads.tryAcquire()) {
      throw ProblemException.unavailable(
          "too-many-imports", "Too many files are being received", RETRY_AFTER);
    }
    UUID id = null;
    boolean kept = false;
    try {
      if (jobs.waiting() >= properties.maxWaiting()) {
        throw ProblemException.unavailable(
            "too-many-imports", properties.maxWaiting() + " imports wait already", RETRY_AFTER);
      }
      id = jobs.newId();
      Received file = spool.receive(id, request.getInputStream(), request.getContentLengthLong());
      checkDigest(request.getHeader("Content-Digest"), file.sha256());
      check(format, id);
      Optional<ImportJob> made =
          jobs.create(id, format, note, source, key, clock.instant(), file.size(), file.sha256());
      kept = made.isPresent();
      ImportJob job = made.orElseGet(() -> same(source, String.valueOf(key), format, file));
      worker.wake();
      return job;
    } catch (IOException e) {
      throw ProblemException.invalid("$", "incomplete-body", "The body cannot be read");
    } finally {
      uploads.release();
      if (id != null && !kept) {
        spool.delete(id);
      }
    }
  }

  private static ImportFormat formatOf(@Nullable String contentType) {
    String type =
        contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "application/x-ndjson", "application/ndjson", "application/jsonl" -> ImportFormat.NDJSON;
      case "text/csv" -> ImportFormat.CSV;
      default ->
          throw new ProblemException(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "unsupported-media-type",
              "Content-Type must be application/x-ndjson or text/csv",
              List.of(
                  new FieldProblem(
                      "Content-Type", "unsupported", "is not application/x-ndjson or text/csv")),
              null);
    };
  }

  private static @Nullable String keyOf(HttpServletRequest request) {
    String key = request.getHeader("Idempotency-Key");
    if (key != null && (key.isBlank() || key.length() > MAX_KEY)) {
      throw ProblemException.invalid(
          "Idempotency-Key", "invalid-length", "must have 1 to " + MAX_KEY + " characters");
    }
    return key;
  }

  private static void checkDigest(@Nullable String header, String sha256) {
    if (header == null) {
      return;
    }
    Matcher digest = SHA_256.matcher(header);
    if (!digest.find()) {
      return; // Digests of other kinds are not ours to check.
    }
    try {
      byte[] expected =
          Base64.getDecoder().decode(Objects.requireNonNullElse(digest.group(1), "?"));
      if (!HexFormat.of().formatHex(expected).equals(sha256)) {
        throw ProblemException.invalid(
            "Content-Digest", "inconsistent", "is not that of the body: " + sha256);
      }
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(
          "Content-Digest", "broken", "is not sha-256=: and base64 and :");
    }
  }

  /** What is wrong from the first byte on is said at once. */
  private void check(ImportFormat format, UUID id) {
    try {
      format.open(spool.file(id), maxRecord).close();
    } catch (UnreadableImport e) {
      throw ProblemException.invalid(e.problems());
    } catch (IOException e) {
      throw ProblemException.invalid("$", "broken-gzip", "is not a gzip stream");
    }
  }

  private ImportJob same(String source, String key, ImportFormat format, Received file) {
    return jobs.find(source, key)
        .filter(job -> job.sha256().equals(file.sha256()) && job.format() == format)
        .orElseThrow(
            () ->
                new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "idempotency-key",
                    "Idempotency-Key: this key was used for another file; take a new one",
                    List.of(
                        new FieldProblem(
                            "Idempotency-Key",
                            "used-before",
                            "this key was used for another file; take a new one")),
                    null));
  }
}
