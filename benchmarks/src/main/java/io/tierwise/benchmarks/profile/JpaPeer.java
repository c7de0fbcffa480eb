package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.EventNames;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FlushModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/**
 * Entities: each event is looked up, saved with its fact if it is new, and added to its profile,
 * order and session, which are loaded and written back; after the commit the features of the users
 * of the transaction are published. The usual listener does that in a transaction for each message;
 * a careful one in a transaction for each poll, with Hibernate's batching on.
 */
final class JpaPeer implements Peer {
  private static final String NEAR =
      "from JpaSession s where s.userKey = :user and s.firstAt <= :latest"
          + " and s.lastAt >= :earliest order by s.firstAt";

  private final EntityManagerFactory factory;
  private final PeerTopic topic;
  private final int eventsPerTransaction;

  JpaPeer(PeerDatabase database, PeerTopic topic, int eventsPerTransaction) {
    this.topic = topic;
    this.eventsPerTransaction = eventsPerTransaction;
    this.factory =
        new HibernatePersistenceConfiguration("peer")
            .managedClass(JpaLedgerRow.class)
            .managedClass(JpaProfile.class)
            .managedClass(JpaNumbers.class)
            .managedClass(JpaFact.class)
            .managedClass(JpaOrder.class)
            .managedClass(JpaSession.class)
            .property("jakarta.persistence.nonJtaDataSource", database.source())
            .property("hibernate.jdbc.batch_size", "50")
            .property("hibernate.order_inserts", "true")
            .property("hibernate.order_updates", "true")
            .property("hibernate.jdbc.time_zone", "UTC")
            .createEntityManagerFactory();
  }

  @Override
  public void store(List<byte[]> events) {
    for (int from = 0; from < events.size(); from += eventsPerTransaction) {
      int to = Math.min(events.size(), from + eventsPerTransaction);
      List<byte[]> some = events.subList(from, to);
      Map<String, JpaProfile> changed = new HashMap<>();
      Map<String, List<JpaSession>> met = new HashMap<>();
      factory.runInTransaction(
          manager -> some.forEach(payload -> save(manager, payload, changed, met)));
      changed.forEach(
          (user, profile) ->
              topic.send(PeerFeatures.of(user, profile.sums(), profile.numbers.numbers())));
    }
    topic.flush();
  }

  private static void save(
      EntityManager manager,
      byte[] payload,
      Map<String, JpaProfile> changed,
      Map<String, List<JpaSession>> met) {
    BehaviorEvent event = ContractJson.read(payload, BehaviorEvent.class);
    String userKey = event.userKey();
    if (manager.find(JpaLedgerRow.class, new JpaLedgerRow.Key(userKey, event.messageId()))
        != null) {
      return;
    }
    manager.persist(JpaLedgerRow.of(event, payload));
    manager.persist(JpaFact.of(event));
    JpaProfile profile = manager.find(JpaProfile.class, userKey);
    if (profile == null) {
      profile = JpaProfile.of(userKey);
      profile.add(event);
      manager.persist(profile);
    } else {
      profile.add(event);
    }
    changed.put(userKey, profile);
    saveOrder(manager, event);
    saveSession(
        manager, userKey, event.occurredAt(), met.computeIfAbsent(userKey, k -> new ArrayList<>()));
  }

  private static void saveOrder(EntityManager manager, BehaviorEvent event) {
    if (!event.is(EventNames.ORDER_COMPLETED) || event.order() == null) {
      return;
    }
    JpaOrder.Key key = new JpaOrder.Key(event.userKey(), event.order().orderId());
    JpaOrder order = manager.find(JpaOrder.class, key);
    if (order == null) {
      order = JpaOrder.of(key);
      order.completed(event.occurredAt(), PeerProfile.revenue(event));
      manager.persist(order);
    } else {
      order.completed(event.occurredAt(), PeerProfile.revenue(event));
    }
  }

  /** Those of the transaction are remembered, so that it need not be flushed to find them. */
  private static void saveSession(
      EntityManager manager, String userKey, Instant at, List<JpaSession> met) {
    Optional<JpaSession> near = met.stream().filter(session -> session.isNear(at)).findFirst();
    if (near.isEmpty()) {
      near =
          manager
              .createQuery(NEAR, JpaSession.class)
              .setFlushMode(FlushModeType.COMMIT)
              .setParameter("user", userKey)
              .setParameter("earliest", at.minus(PeerSession.GAP))
              .setParameter("latest", at.plus(PeerSession.GAP))
              .getResultStream()
              .findFirst();
      JpaSession session = near.orElseGet(() -> JpaSession.of(userKey, at));
      met.add(session);
      if (near.isEmpty()) {
        manager.persist(session);
      }
    }
    near.ifPresent(session -> session.extend(at));
  }

  @Override
  public void close() {
    factory.close();
  }
}
