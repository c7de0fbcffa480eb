package io.tierwise.ingest.imports;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The shapes of a file, plain or gzip, which its first two bytes tell. */
enum ImportFormat {
  /** One event of the Segment spec a line. */
  NDJSON,
  /** A header that names fields of an event, and one event a record. */
  CSV;

  private static final int BUFFER = 65_536;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static @Nullable ImportFormat of(@Nullable String label) {
    for (ImportFormat format : values()) {
      if (format.label().equals(label)) {
        return format;
      }
    }
    return null;
  }

  /**
   * @param maxRecord bytes, above which a record is not kept as a whole
   * @throws UnreadableImport if its header is wrong
   */
  ImportRecords open(Path file, int maxRecord) throws IOException, UnreadableImport {
    Counted counted = new Counted(Files.newInputStream(file));
    try {
      InputStream plain =
          isGzip(file)
              ? new WholeGzip(counted, Files.size(file))
              : new BufferedInputStream(counted, BUFFER);
      return switch (this) {
        case NDJSON -> new NdjsonRecords(plain, counted::bytes, maxRecord);
        case CSV -> new CsvRecords(plain, counted::bytes, maxRecord);
      };
    } catch (IOException | UnreadableImport | RuntimeException e) {
      counted.close();
      throw e;
    }
  }

  private static boolean isGzip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }

  /**
   * All members of a gzip file. What follows one and is no other, such as a damaged one, would be
   * left out in silence: here it is an error.
   */
  private static final class WholeGzip extends GZIPInputStream {
    private static final int TRAILER = 8;

    private final Counted file;
    private final long size;
    private long filled;

    WholeGzip(Counted file, long size) throws IOException {
      super(file, BUFFER);
      this.file = file;
      this.size = size;
    }

    @Override
    protected void fill() throws IOException {
      super.fill();
      filled = file.bytes();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      if (n < 0 && filled - inf.getRemaining() + TRAILER < size) {
        throw new ZipException("something follows the gzip stream that is no gzip stream");
      }
      return n;
    }
  }

  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    long bytes() {
      return bytes;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      bytes += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = in.read(buffer, offset, length);
      bytes += Math.max(0, n);
      return n;
    }
  }
}
