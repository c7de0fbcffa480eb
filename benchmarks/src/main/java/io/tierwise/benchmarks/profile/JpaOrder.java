package io.tierwise.benchmarks.profile;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;

/** An order as an entity. */
@Entity
@Table(name = "jpa_order")
@IdClass(JpaOrder.Key.class)
class JpaOrder {
  @Id
  @Column(name = "user_key")
  String userKey = "";

  @Id
  @Column(name = "order_id")
  String orderId = "";

  @Column(name = "completed_at")
  Instant completedAt = Instant.MAX;

  @Column(name = "revenue")
  BigDecimal revenue = BigDecimal.ZERO;

  /** The primary key. */
  record Key(String userKey, String orderId) {}

  static JpaOrder of(Key key) {
    JpaOrder order = new JpaOrder();
    order.userKey = key.userKey();
    order.orderId = key.orderId();
    return order;
  }

  void completed(Instant at, BigDecimal amount) {
    completedAt = at.isBefore(completedAt) ? at : completedAt;
    revenue = amount;
  }
}
