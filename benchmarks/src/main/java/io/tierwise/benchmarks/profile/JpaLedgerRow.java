package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.ingest.BehaviorEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** An event as an entity. */
@Entity
@Table(name = "jpa_ledger")
@IdClass(JpaLedgerRow.Key.class)
class JpaLedgerRow {
  @Id
  @Column(name = "user_key")
  String userKey = "";

  @Id
  @Column(name = "message_id")
  String messageId = "";

  @Column(name = "occurred_at")
  Instant occurredAt = Instant.EPOCH;

  @Column(name = "received_at")
  Instant receivedAt = Instant.EPOCH;

  @Column(name = "event")
  String event = "";

  @Column(name = "payload")
  byte[] payload = new byte[0];

  /** The primary key. */
  record Key(String userKey, String messageId) {}

  static JpaLedgerRow of(BehaviorEvent event, byte[] payload) {
    JpaLedgerRow row = new JpaLedgerRow();
    row.userKey = event.userKey();
    row.messageId = event.messageId();
    row.occurredAt = event.occurredAt();
    row.receivedAt = event.receivedAt();
    row.event = event.event() == null ? event.type().name() : event.event();
    row.payload = payload;
    return row;
  }
}
