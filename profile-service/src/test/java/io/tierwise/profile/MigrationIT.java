package io.tierwise.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.testing.TestPostgres;
import java.time.Instant;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A store that was filled before claims and decisions were kept is brought up to date. */
class MigrationIT {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final DriverManagerDataSource source =
      new DriverManagerDataSource(TestPostgres.newDatabase(), "postgres", "postgres");
  private final JdbcTemplate jdbc = new JdbcTemplate(source);

  private void migrate(String target) {
    Flyway.configure().dataSource(source).target(target).load().migrate();
  }

  private void keep(Events event) {
    BehaviorEvent sent = event.build();
    String name = sent.event() == null ? sent.type().name().toLowerCase(Locale.ROOT) : sent.event();
    jdbc.update(
        """
        insert into event_ledger (user_key, message_id, occurred_at, received_at, event, payload)
        values (?, ?, ?::timestamptz, ?::timestamptz, ?, ?)
        """,
        sent.userKey(),
        sent.messageId(),
        sent.occurredAt().toString(),
        sent.receivedAt().toString(),
        name,
        event.json());
  }

  private void link(String alias, String target, String messageId) {
    jdbc.update(
        "insert into identity_link (alias_key, target_key, claimed_at, message_id)"
            + " values (?, ?, ?::timestamptz, ?)",
        alias,
        target,
        NOON.toString(),
        messageId);
    jdbc.update("insert into profile (user_key, merged_into) values (?, ?)", alias, target);
  }

  @Test
  void claimsOfAFilledLedger_areFound_earliestFirst() {
    migrate("3");
    keep(Events.viewed("v").anonymous("tablet").at(NOON));
    keep(Events.identify("i2", "anna", "tablet").at(NOON.plusSeconds(60)));
    keep(Events.identify("i1", "anna", "tablet").at(NOON));
    keep(Events.identify("i3", "ben", "tablet").at(NOON.plusSeconds(120)));
    keep(Events.identify("i4", "carl", null).at(NOON));
    keep(Events.alias("a1", "anna-old", "anna").at(NOON));
    link("anon:tablet", "anna", "i1");
    link("anna-old", "anna", "a1");
    migrate("latest");
    assertThat(
            jdbc.queryForList(
                """
                select alias_key || ' > ' || target_key || ' ' || message_id || ' ' || cause
                from identity_claim order by 1
                """,
                String.class))
        .containsExactly(
            "anna-old > anna a1 ALIAS",
            "anon:anna-old > anna a1 ALIAS",
            "anon:tablet > anna i1 IDENTIFY",
            "anon:tablet > ben i3 IDENTIFY");
    assertThat(
            jdbc.queryForList(
                "select alias_key || ' ' || cause || ' ' || decision from identity_link order by 1",
                String.class))
        .containsExactly("anna-old ALIAS 0", "anon:tablet IDENTIFY 0");
    jdbc.execute("select rebuild_facts()");
    assertThat(jdbc.queryForObject("select count(*) from ledger_fact", Long.class)).isEqualTo(6);
    assertThat(jdbc.queryForObject("select sum(events) from quality_tally", Long.class))
        .isEqualTo(6);
  }
}
