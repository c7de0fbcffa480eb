package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/**
 * Entities: each event is looked up, saved if it is new, and added to its profile, which is loaded
 * and written back. The usual listener does that in a transaction for each message; a careful one
 * in a transaction for each poll, with Hibernate's batching on.
 */
final class JpaPeer implements Peer {
  private final EntityManagerFactory factory;
  private final int eventsPerTransaction;

  JpaPeer(PeerDatabase database, int eventsPerTransaction) {
    this.eventsPerTransaction = eventsPerTransaction;
    this.factory =
        new HibernatePersistenceConfiguration("peer")
            .managedClass(JpaLedgerRow.class)
            .managedClass(JpaProfile.class)
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
      factory.runInTransaction(manager -> some.forEach(payload -> save(manager, payload)));
    }
  }

  private static void save(EntityManager manager, byte[] payload) {
    BehaviorEvent event = ContractJson.read(payload, BehaviorEvent.class);
    String userKey = event.userKey();
    if (manager.find(JpaLedgerRow.class, new JpaLedgerRow.Key(userKey, event.messageId()))
        != null) {
      return;
    }
    manager.persist(JpaLedgerRow.of(event, payload));
    JpaProfile profile = manager.find(JpaProfile.class, userKey);
    if (profile == null) {
      profile = JpaProfile.of(userKey);
      profile.add(PeerProfile.of(event));
      manager.persist(profile);
    } else {
      profile.add(PeerProfile.of(event));
    }
  }

  @Override
  public void close() {
    factory.close();
  }
}
