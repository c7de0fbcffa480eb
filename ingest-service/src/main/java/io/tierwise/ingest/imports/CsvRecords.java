package io.tierwise.ingest.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.ingest.validation.ReasonCode;
import io.tierwise.ingest.validation.Utf8;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values by RFC 4180, in UTF-8. They are parsed as Latin-1, in which each byte is a
 * character, so that a cell that is no UTF-8 is rejected rather than changed. A quote that is never
 * closed would take all that follows for one cell: it ends the import where it exceeds what a
 * record may have, or where it has taken in {@link #END}.
 */
final class CsvRecords implements ImportRecords {
  /** The parser takes no less. */
  private static final int SMALLEST_BUFFER = 65_536;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** A record of ours behind the last of the file: bytes that no UTF-8 has. */
  private static final String END = "\u00ff\u00ff";

  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private final CsvColumns columns;
  private final LongSupplier readBytes;
  private long lastLine;

  CsvRecords(InputStream in, LongSupplier readBytes, int max) throws IOException, UnreadableImport {
    this.readBytes = readBytes;
    InputStream end = new ByteArrayInputStream(("\n" + END).getBytes(ISO_8859_1));
    reader =
        CsvReader.builder()
            .allowExtraFields(true)
            .allowMissingFields(true)
            .maxBufferSize(Math.max(max, SMALLEST_BUFFER))
            .ofCsvRecord(new SequenceInputStream(withoutMark(in), end), ISO_8859_1);
    records = reader.iterator();
    CsvRecord header = read();
    if (header == null) {
      throw new UnreadableImport("There is no header");
    }
    List<String> names = new ArrayList<>(header.getFields());
    if (decode(names) >= 0) {
      throw new UnreadableImport("The header is not UTF-8");
    }
    columns = CsvColumns.of(names);
  }

  private static InputStream withoutMark(InputStream in) throws IOException {
    PushbackInputStream all = new PushbackInputStream(in, BYTE_ORDER_MARK.length);
    byte[] start = all.readNBytes(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(start, BYTE_ORDER_MARK)) {
      all.unread(start);
    }
    return all;
  }

  @Override
  public @Nullable ImportRecord next() throws IOException, UnreadableImport {
    CsvRecord row = read();
    if (row == null) {
      return null;
    }
    List<String> cells = new ArrayList<>(row.getFields());
    byte[] text = String.join("\u001f", cells).getBytes(ISO_8859_1);
    Reason fault = null;
    if (cells.size() != columns.count()) {
      String message = cells.size() + " cells, where the header has " + columns.count();
      fault = new Reason("$", "wrong-columns", message);
    } else {
      int broken = decode(cells);
      if (broken >= 0) {
        fault = new Reason(columns.name(broken), ReasonCode.NOT_UTF_8.code(), "not UTF-8");
      }
    }
    byte[] json =
        fault == null
            ? columns.json(cells)
            : String.join(",", row.getFields()).getBytes(ISO_8859_1);
    return new ImportRecord(row.getStartingLineNumber(), json, text, fault);
  }

  /**
   * From the parser's characters to those that are meant.
   *
   * @return the first cell that is no UTF-8, or -1
   */
  private static int decode(List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      byte[] bytes = cells.get(i).getBytes(ISO_8859_1);
      if (!Utf8.isValid(bytes, 0, bytes.length)) {
        return i;
      }
      cells.set(i, new String(bytes, UTF_8));
    }
    return -1;
  }

  @Override
  public long skip(long count) throws IOException, UnreadableImport {
    long skipped = 0;
    while (skipped < count && read() != null) {
      skipped++;
    }
    return skipped;
  }

  private @Nullable CsvRecord read() throws IOException, UnreadableImport {
    try {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecord row = records.next();
      String lastCell = row.getField(row.getFieldCount() - 1);
      if (lastCell.endsWith(END) && !records.hasNext()) {
        if (row.getFieldCount() == 1 && lastCell.equals(END)) {
          return null;
        }
        throw new UnreadableImport("After line %d: a quote is never closed".formatted(lastLine));
      }
      lastLine = row.getStartingLineNumber();
      return row;
    } catch (CsvParseException e) {
      throw new UnreadableImport(
          "After line %d: a record is too large, or its quotes do not match".formatted(lastLine));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public long readBytes() {
    return readBytes.getAsLong();
  }

  @Override
  public void close() throws IOException {
    records.close();
    reader.close();
  }
}
