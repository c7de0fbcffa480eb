package io.tierwise.launcher.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * What a stack keeps: {@code postgres/}, {@code kafka/} and {@code logs/}. One stack at a time may
 * use it; the lock is the kernel's, so that it ends with its process however that ends.
 */
final class DataFolder implements AutoCloseable {
  private final Path root;
  private final FileChannel lockChannel;

  private DataFolder(Path root, FileChannel lockChannel) {
    this.root = root;
    this.lockChannel = lockChannel;
  }

  /**
   * @throws StartFailed if another stack uses it, or it cannot be used at all
   */
  static DataFolder open(Path folder) throws IOException, StartFailed {
    Path root = folder.toAbsolutePath().normalize();
    try {
      return locked(root);
    } catch (FileSystemException e) {
      throw new StartFailed(
          "data folder",
          "%s cannot be used (%s). Name another folder with --data"
              .formatted(root, FileTrouble.of(e)),
          null);
    }
  }

  private static DataFolder locked(Path root) throws IOException, StartFailed {
    Files.createDirectories(root.resolve("logs"));
    Path lockFile = root.resolve(".lock");
    FileChannel channel =
        FileChannel.open(
            lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      String owner = Files.readString(lockFile).strip();
      channel.close();
      throw new StartFailed(
          "data folder",
          "%s is in use by another stack (process %s). Stop that one, or name another folder with --data"
              .formatted(root, owner.isEmpty() ? "unknown" : owner),
          null);
    }
    channel.truncate(0);
    byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    channel.write(ByteBuffer.wrap(pid), 0);
    return new DataFolder(root, channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Path root() {
    return root;
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  /** The log of a part; what an earlier stack wrote there moves aside once. */
  Path freshLog(String part) throws IOException {
    Path log = log(part);
    if (Files.exists(log)) {
      Files.move(
          log, log.resolveSibling(part + ".previous.log"), StandardCopyOption.REPLACE_EXISTING);
    }
    return log;
  }

  Path log(String part) {
    return root.resolve("logs").resolve(part + ".log");
  }

  void empty() throws IOException {
    for (String part :
        new String[] {"postgres", "postgres.initialising", "postgres.password", "kafka", "logs"}) {
      PostgresPrograms.deleteRecursively(root.resolve(part));
    }
  }

  @Override
  public void close() {
    try {
      lockChannel.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
      System.err.println("cannot release " + root + ": " + e.getMessage());
    }
  }
}
