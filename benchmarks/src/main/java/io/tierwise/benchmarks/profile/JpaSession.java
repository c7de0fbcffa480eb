package io.tierwise.benchmarks.profile;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session as an entity. */
@Entity
@Table(name = "jpa_session")
class JpaSession {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "session")
  @SequenceGenerator(name = "session", sequenceName = "jpa_id", allocationSize = 50)
  @Nullable Long id;

  @Column(name = "user_key")
  String userKey = "";

  @Column(name = "first_at")
  Instant firstAt = Instant.EPOCH;

  @Column(name = "last_at")
  Instant lastAt = Instant.EPOCH;

  static JpaSession of(String userKey, Instant at) {
    JpaSession session = new JpaSession();
    session.userKey = userKey;
    session.firstAt = at;
    session.lastAt = at;
    return session;
  }

  boolean isNear(Instant at) {
    return !firstAt.isAfter(at.plus(PeerSession.GAP))
        && !lastAt.isBefore(at.minus(PeerSession.GAP));
  }

  void extend(Instant at) {
    firstAt = at.isBefore(firstAt) ? at : firstAt;
    lastAt = at.isAfter(lastAt) ? at : lastAt;
  }
}
