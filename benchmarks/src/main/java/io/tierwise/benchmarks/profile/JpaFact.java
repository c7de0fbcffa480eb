package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventContext;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What analysis reads of an event, as an entity. */
@Entity
@Table(name = "jpa_fact")
class JpaFact {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "fact")
  @SequenceGenerator(name = "fact", sequenceName = "jpa_id", allocationSize = 50)
  @Nullable Long id;

  @Column(name = "user_key")
  String userKey = "";

  @Column(name = "session_id")
  @Nullable String sessionId;

  @Column(name = "occurred_at")
  Instant occurredAt = Instant.EPOCH;

  @Column(name = "event")
  String event = "";

  @Column(name = "category")
  @Nullable String category;

  @Column(name = "country")
  @Nullable String country;

  @Column(name = "channel")
  @Nullable String channel;

  static JpaFact of(BehaviorEvent event) {
    EventContext context = event.context();
    JpaFact fact = new JpaFact();
    fact.userKey = event.userKey();
    fact.sessionId = event.sessionId();
    fact.occurredAt = event.occurredAt();
    fact.event = PeerNumber.nameOf(event);
    fact.category = JdbcPeerRows.category(event);
    fact.country = context == null ? null : context.country();
    fact.channel = context == null ? null : context.channel();
    return fact;
  }
}
