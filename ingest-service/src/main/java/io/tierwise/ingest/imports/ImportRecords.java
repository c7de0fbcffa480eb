package io.tierwise.ingest.imports;

import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file as the events in it, read once from the beginning. */
interface ImportRecords extends Closeable {
  /**
   * One event of a file.
   *
   * @param line where it begins, from 1
   * @param json of the event, or what there is instead
   * @param text as it is in the file
   * @param fault why there is no event
   */
  @SuppressWarnings("ArrayRecordComponent") // from the reader to the broker, never changed
  record ImportRecord(long line, byte[] json, byte[] text, @Nullable Reason fault) {}

  /**
   * @return null at the end
   */
  @Nullable ImportRecord next() throws IOException, UnreadableImport;

  /**
   * Leaves out records that are done.
   *
   * @return how many it left out; fewer than {@code count} at the end
   */
  long skip(long count) throws IOException, UnreadableImport;

  /** Bytes of the file that were read, some of them ahead. */
  long readBytes();
}
