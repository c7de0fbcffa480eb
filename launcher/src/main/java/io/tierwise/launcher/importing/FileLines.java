package io.tierwise.launcher.importing;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a file, gzip or plain, one at a time. A line that is not text is told apart. */
public final class FileLines implements Closeable {
  /** Longer lines are cut: an event may have 32 KB. */
  private static final int LONGEST = 1 << 20;

  private final long size;
  private final CountingStream file;
  private final InputStream in;
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private final byte[] buffer = new byte[1 << 16];
  private byte[] line = new byte[1 << 12];
  private int position;
  private int limit;
  private long number;
  private boolean first = true;

  /**
   * A line without its end.
   *
   * @param number from 1
   * @param text null where the line is unreadable
   * @param fault why it is unreadable, null where it is not
   */
  public record Line(long number, @Nullable String text, @Nullable String fault) {}

  private FileLines(CountingStream file, InputStream in, long size) {
    this.file = file;
    this.in = in;
    this.size = size;
  }

  static boolean isCompressed(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }

  /** Whether it is compressed is seen by its first bytes, whatever its name. */
  public static FileLines open(Path path) throws IOException {
    CountingStream file = new CountingStream(Files.newInputStream(path));
    try {
      BufferedInputStream buffered = new BufferedInputStream(file, 1 << 16);
      buffered.mark(2);
      boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
      buffered.reset();
      InputStream in = gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
      return new FileLines(file, in, Files.size(path));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** The next line, or null at the end. */
  public @Nullable Line next() throws IOException {
    int length = 0;
    boolean any = false;
    while (true) {
      if (position == limit) {
        limit = in.read(buffer);
        position = 0;
        if (limit < 0) {
          limit = 0;
          return any ? line(length) : null;
        }
        continue;
      }
      any = true;
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      length = append(length, end);
      boolean complete = end < limit;
      position = complete ? end + 1 : end;
      if (complete) {
        return line(length);
      }
    }
  }

  private int append(int length, int end) {
    int more = Math.min(end - position, LONGEST + 1 - length);
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(length + more, 2 * line.length));
    }
    System.arraycopy(buffer, position, line, length, more);
    return length + more;
  }

  private Line line(int read) {
    number++;
    if (read > LONGEST) {
      return new Line(number, null, "longer than " + LONGEST + " bytes");
    }
    int begin = 0;
    if (first && read >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB) {
      begin = 3; // byte order mark
    }
    first = false;
    int length = read > begin && line[read - 1] == '\r' ? read - 1 : read;
    try {
      return new Line(
          number, utf8.decode(ByteBuffer.wrap(line, begin, length - begin)).toString(), null);
    } catch (CharacterCodingException e) {
      return new Line(number, null, "not UTF-8");
    }
  }

  /** How much of the file has been read, 0..1. */
  public double share() {
    return size == 0 ? 1 : Math.min(1, (double) file.count / size);
  }

  public long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static final class CountingStream extends FilterInputStream {
    private volatile long count;

    CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      add(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      add(Math.max(0, read));
      return read;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads the file, others only look
    private void add(int bytes) {
      count += bytes;
    }
  }
}
