package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.CampaignStatus;
import io.tierwise.campaign.lifecycle.CampaignVersion;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.lifecycle.Revision;
import io.tierwise.campaign.money.Money;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Campaigns through JPA, since people edit them; their budget counters through SQL. */
public final class JpaCampaigns implements Campaigns {
  private final EntityManager entities;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final VersionRows versions;

  public JpaCampaigns(EntityManager entities, JdbcClient jdbc, TransactionTemplate transactions) {
    this.entities = entities;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.versions = new VersionRows(jdbc);
  }

  @Override
  public Campaign create(String id, Revision first) {
    return inTransaction(
        () -> {
          CampaignRow row = new CampaignRow(id, first);
          entities.persist(row);
          entities.flush();
          jdbc.sql("insert into campaign_budget (campaign_id, budget_micros) values (?, ?)")
              .params(id, first.plan().budget().micros())
              .update();
          versions.add(id, row.version(), first);
          return row.campaign(Money.ZERO);
        });
  }

  @Override
  public Optional<Campaign> find(String id) {
    return inTransaction(
        () ->
            withSpend(Optional.ofNullable(entities.find(CampaignRow.class, id)).stream().toList())
                .stream()
                .findFirst());
  }

  @Override
  public List<Campaign> list(@Nullable CampaignStatus status, @Nullable String after, int limit) {
    return inTransaction(
        () -> {
          TypedQuery<CampaignRow> query =
              entities
                  .createQuery(
                      "select c from CampaignRow c where c.id > :after"
                          + (status == null ? "" : " and c.status = :status")
                          + " order by c.id",
                      CampaignRow.class)
                  .setParameter("after", after == null ? "" : after)
                  .setMaxResults(limit);
          if (status != null) {
            query.setParameter("status", status);
          }
          return withSpend(query.getResultList());
        });
  }

  @Override
  public List<Campaign> active(Instant now) {
    return inTransaction(
        () ->
            withSpend(
                entities
                    .createQuery(
                        "select c from CampaignRow c where c.status = :running"
                            + " and c.startsAt <= :now and c.endsAt > :now order by c.id",
                        CampaignRow.class)
                    .setParameter("running", CampaignStatus.RUNNING)
                    .setParameter("now", now)
                    .getResultList()));
  }

  @Override
  public Optional<Campaign> save(String id, long version, Revision next) {
    return inTransaction(
        () -> {
          // Locked, so that of two edits of one version the second sees the first.
          CampaignRow row = entities.find(CampaignRow.class, id, LockModeType.PESSIMISTIC_WRITE);
          if (row == null || row.version() != version) {
            return Optional.empty();
          }
          long budget = next.plan().budget().micros();
          int guarded =
              jdbc.sql(
                      "update campaign_budget set budget_micros = ?"
                          + " where campaign_id = ? and spent_micros <= ?")
                  .params(budget, id, budget)
                  .update();
          if (guarded == 0) {
            return Optional.empty();
          }
          row.change(next);
          entities.flush();
          versions.add(id, row.version(), next);
          return withSpend(List.of(row)).stream().findFirst();
        });
  }

  @Override
  public boolean delete(String id, long version) {
    return inTransaction(
        () -> {
          CampaignRow row = entities.find(CampaignRow.class, id, LockModeType.PESSIMISTIC_WRITE);
          if (row == null || row.version() != version) {
            return false;
          }
          entities.remove(row);
          return true;
        });
  }

  @Override
  public int advance(Instant now) {
    return versions.advance(now);
  }

  @Override
  public List<CampaignVersion> versions(String id, @Nullable Long before, int limit) {
    return versions.list(id, before, limit);
  }

  @Override
  public Optional<CampaignVersion> version(String id, long number) {
    return versions.find(id, number);
  }

  private List<Campaign> withSpend(List<CampaignRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<String, Money> spent = new HashMap<>();
    jdbc.sql("select campaign_id, spent_micros from campaign_budget where campaign_id = any(?)")
        .param(rows.stream().map(CampaignRow::id).toArray(String[]::new))
        .query(
            row -> {
              spent.put(row.getString(1), new Money(row.getLong(2)));
            });
    return rows.stream().map(r -> r.campaign(spent.getOrDefault(r.id(), Money.ZERO))).toList();
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(_ -> work.get()));
  }
}
