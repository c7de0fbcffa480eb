package io.tierwise.ingest.imports;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values by RFC 4180, in UTF-8. A quote that is never closed would run to the end
 * of the file: it ends the import where it exceeds what a record may have.
 */
final class CsvRecords implements ImportRecords {
  /** The parser takes no less. */
  private static final int SMALLEST_BUFFER = 65_536;

  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private final CsvColumns columns;
  private final LongSupplier readBytes;
  private long lastLine;

  CsvRecords(InputStream in, LongSupplier readBytes, int max) throws IOException, UnreadableImport {
    this.readBytes = readBytes;
    reader =
        CsvReader.builder()
            .detectBomHeader(true)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .maxBufferSize(Math.max(max, SMALLEST_BUFFER))
            .ofCsvRecord(in, StandardCharsets.UTF_8);
    records = reader.iterator();
    CsvRecord header = read();
    if (header == null) {
      throw new UnreadableImport("There is no header");
    }
    columns = CsvColumns.of(header.getFields());
  }

  @Override
  public @Nullable ImportRecord next() throws IOException, UnreadableImport {
    CsvRecord row = read();
    if (row == null) {
      return null;
    }
    byte[] text = String.join("\u001f", row.getFields()).getBytes(StandardCharsets.UTF_8);
    if (row.getFieldCount() != columns.count()) {
      String raw = String.join(",", row.getFields());
      Reason fault =
          new Reason(
              "$",
              "wrong-columns",
              row.getFieldCount() + " cells, where the header has " + columns.count());
      byte[] shown = raw.getBytes(StandardCharsets.UTF_8);
      return new ImportRecord(row.getStartingLineNumber(), shown, text, fault);
    }
    return new ImportRecord(row.getStartingLineNumber(), columns.json(row.getFields()), text, null);
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
      lastLine = row.getStartingLineNumber();
      return row;
    } catch (CsvParseException e) {
      throw new UnreadableImport(
          "After line %d: a record is too large, or its quotes do not match".formatted(lastLine));
    } catch (UncheckedIOException e) {
      throw new IOException(e.getCause());
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
