package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.ingest.BehaviorEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A profile as an entity. */
@Entity
@Table(name = "jpa_profile")
class JpaProfile {
  @Id
  @Column(name = "user_key")
  String userKey = "";

  @Version
  @Column(name = "version")
  @Nullable Long version;

  @Column(name = "events")
  long events;

  @Column(name = "orders")
  long orders;

  @Column(name = "gross_revenue")
  BigDecimal grossRevenue = BigDecimal.ZERO;

  @Column(name = "first_seen_at")
  Instant firstSeenAt = Instant.MAX;

  @Column(name = "last_seen_at")
  Instant lastSeenAt = Instant.MIN;

  @Column(name = "numbers")
  @Convert(converter = JpaNumbers.class)
  JpaNumbers.Document numbers = new JpaNumbers.Document(Map.of());

  static JpaProfile of(String userKey) {
    JpaProfile profile = new JpaProfile();
    profile.userKey = userKey;
    return profile;
  }

  PeerProfile sums() {
    return new PeerProfile(events, orders, grossRevenue, firstSeenAt, lastSeenAt);
  }

  void add(BehaviorEvent event) {
    PeerProfile sum = sums().and(PeerProfile.of(event));
    numbers = numbers.and(PeerNumber.of(event));
    events = sum.events();
    orders = sum.orders();
    grossRevenue = sum.grossRevenue();
    firstSeenAt = sum.firstSeenAt();
    lastSeenAt = sum.lastSeenAt();
  }
}
