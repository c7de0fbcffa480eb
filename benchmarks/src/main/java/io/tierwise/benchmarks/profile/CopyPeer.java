package io.tierwise.benchmarks.profile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * The ceiling: the ledger rows alone by one binary COPY, written out before the time runs. Nothing
 * is read, nothing is looked up, no profile is touched.
 */
final class CopyPeer implements Peer {
  private static final String COPY =
      "copy copy_ledger (user_key, message_id, occurred_at, received_at, event, payload)"
          + " from stdin (format binary)";
  private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final PeerDatabase database;
  private byte[] written = new byte[0];

  CopyPeer(PeerDatabase database) {
    this.database = database;
  }

  @Override
  public void prepare(List<byte[]> events) {
    var bytes = new ByteArrayOutputStream(900 * events.size());
    try (var out = new DataOutputStream(bytes)) {
      out.write("PGCOPY\n\u00ff\r\n\0".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      out.writeInt(0);
      out.writeInt(0);
      for (byte[] payload : events) {
        BehaviorEvent event = ContractJson.read(payload, BehaviorEvent.class);
        out.writeShort(6);
        field(out, event.userKey().getBytes(UTF_8));
        field(out, event.messageId().getBytes(US_ASCII));
        time(out, event.occurredAt());
        time(out, event.receivedAt());
        field(out, String.valueOf(event.event()).getBytes(UTF_8));
        field(out, payload);
      }
      out.writeShort(-1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    written = bytes.toByteArray();
  }

  private static void field(DataOutputStream out, byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }

  private static void time(DataOutputStream out, Instant time) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(ChronoUnit.MICROS.between(POSTGRES_EPOCH, time));
  }

  @Override
  public void store(List<byte[]> events) throws SQLException, IOException {
    try (Connection connection = database.source().getConnection()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(COPY, new ByteArrayInputStream(written));
    }
  }

  @Override
  public void close() {
    written = new byte[0];
  }
}
