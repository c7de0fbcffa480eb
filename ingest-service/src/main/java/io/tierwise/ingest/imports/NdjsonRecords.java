package io.tierwise.ingest.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lines of JSON. Blank ones are nothing; of one that is too long only the beginning is kept. */
final class NdjsonRecords implements ImportRecords {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private final InputStream in;
  private final LongSupplier readBytes;
  private final int max;
  private final byte[] chunk = new byte[65_536];
  private int from;
  private int to;
  private byte[] line = new byte[4_096];
  private int length;
  private long number;

  NdjsonRecords(InputStream in, LongSupplier readBytes, int max) {
    this.in = in;
    this.readBytes = readBytes;
    this.max = max;
  }

  @Override
  public @Nullable ImportRecord next() throws IOException {
    if (!advance()) {
      return null;
    }
    byte[] json = Arrays.copyOfRange(line, start(), length);
    return new ImportRecord(number, json, json, null);
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = 0;
    while (skipped < count && advance()) {
      skipped++;
    }
    return skipped;
  }

  /** To the next line that has something on it. */
  private boolean advance() throws IOException {
    while (readLine()) {
      if (!isBlank()) {
        return true;
      }
    }
    return false;
  }

  private boolean readLine() throws IOException {
    length = 0;
    boolean any = false;
    while (from < to || fill()) {
      any = true;
      int end = from;
      while (end < to && chunk[end] != '\n') {
        end++;
      }
      keep(end - from);
      from = end;
      if (end < to) {
        from++;
        break;
      }
    }
    if (any) {
      number++;
    }
    while (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    return any;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(chunk));
    return to > 0;
  }

  /** One byte above the limit says that it was exceeded. */
  private void keep(int count) {
    int kept = Math.min(count, max + 1 - length);
    if (length + kept > line.length) {
      line = Arrays.copyOf(line, Math.max(length + kept, Math.min(2 * line.length, max + 1)));
    }
    System.arraycopy(chunk, from, line, length, kept);
    length += kept;
  }

  private int start() {
    boolean marked = number == 1 && length >= 3 && Arrays.equals(line, 0, 3, BYTE_ORDER_MARK, 0, 3);
    return marked ? BYTE_ORDER_MARK.length : 0;
  }

  private boolean isBlank() {
    for (int i = start(); i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  @Override
  public long readBytes() {
    return readBytes.getAsLong();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
