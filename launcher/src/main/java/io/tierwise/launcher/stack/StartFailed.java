package io.tierwise.launcher.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of the stack did not come up: which, why, and where its log is. */
public final class StartFailed extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LINES = 15;
  private static final int TAIL_BYTES = 16 * 1024;

  private final String part;
  private final @Nullable String log;

  public StartFailed(String part, String reason, @Nullable Path log) {
    super(part + ": " + reason);
    this.part = part;
    this.log = log == null ? null : log.toString();
  }

  public String part() {
    return part;
  }

  public @Nullable Path log() {
    return log == null ? null : Path.of(log);
  }

  @Override
  public String toString() {
    // Whoever sees this without the launcher, in a test report for instance, needs the cause too.
    return super.toString() + "\n  " + String.join("\n  ", lastLines());
  }

  /** The last lines of the log, oldest first; empty where there is none. */
  public List<String> lastLines() {
    Path file = log();
    if (file == null || !Files.isReadable(file)) {
      return List.of();
    }
    try (var channel = Files.newByteChannel(file)) {
      long from = Math.max(0, channel.size() - TAIL_BYTES);
      channel.position(from);
      var buffer = java.nio.ByteBuffer.allocate(TAIL_BYTES);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // until the end
      }
      String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
      List<String> lines = text.lines().toList();
      return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    } catch (IOException e) {
      return List.of("(log is not readable: " + e.getMessage() + ")");
    }
  }
}
