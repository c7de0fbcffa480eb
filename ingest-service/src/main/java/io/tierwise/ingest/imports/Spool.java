package io.tierwise.ingest.imports;

import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;

/** The folder of files that wait. A file has its name once all of it is on the disk. */
final class Spool {
  private static final String DONE = ".import";
  private static final String PART = ".part";
  private static final int BUFFER = 262_144;
  private final Path folder;
  private final long maxSize;

  Spool(Path folder, long maxSize) {
    this.folder = folder;
    this.maxSize = maxSize;
  }

  /**
   * @param sha256 in hexadecimal digits
   */
  record Received(long size, String sha256) {}

  Path file(UUID id) {
    return folder.resolve(id + DONE);
  }

  /**
   * @param expected bytes, negative where that is not known
   * @throws ProblemException 400 if the body breaks off, 413 above the limit, 507 without room
   */
  Received receive(UUID id, InputStream body, long expected) {
    Path part = folder.resolve(id + PART);
    try {
      Files.createDirectories(folder);
      if (expected > maxSize) {
        throw tooLarge();
      }
      if (expected > Files.getFileStore(folder).getUsableSpace()) {
        throw noRoom();
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long size = 0;
      try (FileChannel out =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        byte[] buffer = new byte[BUFFER];
        for (int n = read(body, buffer); n >= 0; n = read(body, buffer)) {
          size += n;
          if (size > maxSize) {
            throw tooLarge();
          }
          digest.update(buffer, 0, n);
          ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
          while (bytes.hasRemaining()) {
            out.write(bytes);
          }
        }
        out.force(true);
      }
      if (size == 0) {
        throw ProblemException.invalid("$", "empty", "The body is empty");
      }
      Files.move(part, file(id), StandardCopyOption.ATOMIC_MOVE);
      return new Received(size, HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } catch (IOException e) {
      throw noRoom();
    } finally {
      delete(part);
    }
  }

  private static int read(InputStream body, byte[] buffer) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST,
          "incomplete-body",
          "The body ended before its time",
          List.of(new FieldProblem("$", "incomplete-body", "ended before its time")),
          null);
    }
  }

  private ProblemException tooLarge() {
    return new ProblemException(
        HttpStatus.CONTENT_TOO_LARGE,
        "content-too-large",
        "The file has more than " + maxSize + " bytes; send it in parts",
        List.of(new FieldProblem("$", "too-large", "more than " + maxSize + " bytes")),
        null);
  }

  private static ProblemException noRoom() {
    return new ProblemException(
        HttpStatus.INSUFFICIENT_STORAGE,
        "insufficient-storage",
        "The spool folder has no room for the file",
        List.of(),
        null);
  }

  /** Imports whose files are here. */
  List<UUID> held() {
    return ids(DONE, Instant.MAX);
  }

  /** Those of them that have not changed since. */
  List<UUID> heldSince(Instant time) {
    return ids(DONE, time);
  }

  /** What a crash has left of files that were being received. */
  void deletePartsBefore(Instant time) {
    ids(PART, time).forEach(id -> delete(folder.resolve(id + PART)));
  }

  void delete(UUID id) {
    delete(file(id));
  }

  private List<UUID> ids(String suffix, Instant before) {
    List<UUID> ids = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return ids;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(suffix)
            && (before.equals(Instant.MAX)
                || Files.getLastModifiedTime(file).toInstant().isBefore(before))) {
          ids.add(UUID.fromString(name.substring(0, name.length() - suffix.length())));
        }
      }
      return ids;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
