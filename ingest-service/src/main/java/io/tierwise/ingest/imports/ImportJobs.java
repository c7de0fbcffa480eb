package io.tierwise.ingest.imports;

import io.tierwise.ingest.JobTable;
import io.tierwise.ingest.imports.ImportJob.Done;
import io.tierwise.ingest.imports.ImportJob.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Imports as rows. */
final class ImportJobs extends JobTable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<TreeMap<String, Long>> REASONS = new TypeReference<>() {};

  private static final String CLAIM =
      """
      update import_job set state = 'RUNNING', started_at = coalesce(started_at, ?),
        attempts = attempts + case when lease_owner = ? then 0 else 1 end, lease_owner = ?,
        lease_until = ?
      where id = (
        select id from import_job
        where id = any(?)
          and (state = 'QUEUED' or (state = 'RUNNING' and (lease_until < ? or lease_owner = ?)))
        order by id limit 1 for update skip locked)
      returning *
      """;

  /** Done work is counted also where the job was cancelled meanwhile: it was sent. */
  private static final String ADVANCE =
      """
      update import_job set position = ?, read_bytes = ?, line = ?, accepted = ?, rejected = ?,
        reasons = ?::json, busy_ms = busy_ms + ?, lease_until = ?, attempts = 0, trouble = null
      where id = ? and lease_owner = ? and state in ('RUNNING', 'CANCELLED')
      returning state
      """;

  ImportJobs(JdbcClient jdbc) {
    super(jdbc, "import_job");
  }

  /** Ids grow with time. */
  UUID newId() {
    return jdbc.sql("select uuidv7()").query(UUID.class).single();
  }

  int waiting() {
    return jdbc.sql("select count(*) from import_job where state in ('QUEUED', 'RUNNING')")
        .query(Integer.class)
        .single();
  }

  /**
   * @param sha256 in hexadecimal digits
   * @return empty where its key was used before
   */
  Optional<ImportJob> create(
      UUID id,
      ImportFormat format,
      @Nullable String note,
      String by,
      @Nullable String requestKey,
      Instant at,
      long size,
      String sha256) {
    return jdbc.sql(
            """
            insert into import_job (id, state, format, note, created_by, request_key, created_at,
              size, sha256)
            values (?, 'QUEUED', ?, ?, ?, ?, ?, ?, ?)
            on conflict (created_by, request_key) do nothing
            returning *
            """)
        .params(
            Arrays.asList(
                id,
                format.label(),
                note,
                by,
                requestKey,
                timestamp(at),
                size,
                HexFormat.of().parseHex(sha256)))
        .query(ImportJobs::job)
        .optional();
  }

  Optional<ImportJob> find(String by, String requestKey) {
    return jdbc.sql("select * from import_job where created_by = ? and request_key = ?")
        .params(by, requestKey)
        .query(ImportJobs::job)
        .optional();
  }

  Optional<ImportJob> find(UUID id) {
    return jdbc.sql("select * from import_job where id = ?")
        .param(id)
        .query(ImportJobs::job)
        .optional();
  }

  /** Newest first. */
  List<ImportJob> list(@Nullable UUID before, int limit) {
    return jdbc.sql(
            "select * from import_job where ?::uuid is null or id < ? order by id desc limit ?")
        .params(Arrays.asList(before, before, limit))
        .query(ImportJobs::job)
        .list();
  }

  /**
   * The oldest that waits, that this owner has, or whose owner is gone.
   *
   * @param held imports whose files are here
   */
  Optional<ImportJob> claim(String owner, Collection<UUID> held, Instant at, Duration lease) {
    if (held.isEmpty()) {
      return Optional.empty();
    }
    giveUp(at);
    return jdbc.sql(CLAIM)
        .params(
            timestamp(at),
            owner,
            owner,
            timestamp(at.plus(lease)),
            held.toArray(UUID[]::new),
            timestamp(at),
            owner)
        .query(ImportJobs::job)
        .optional();
  }

  /**
   * @return whether to go on: false where the job was cancelled or another took it over
   */
  boolean advance(UUID id, String owner, Done done, Duration busy, Instant lease) {
    return jdbc.sql(ADVANCE)
        .params(
            done.position(),
            done.readBytes(),
            done.line(),
            done.accepted(),
            done.rejected(),
            JSON.writeValueAsString(new TreeMap<>(done.reasons())),
            busy.toMillis(),
            timestamp(lease),
            id,
            owner)
        .query(String.class)
        .optional()
        .equals(Optional.of(State.RUNNING.name()));
  }

  /** Those of the imports that are still to be done. */
  Set<UUID> unfinished(Collection<UUID> ids) {
    return Set.copyOf(
        jdbc.sql("select id from import_job where id = any(?) and state in ('QUEUED', 'RUNNING')")
            .param(ids.toArray(UUID[]::new))
            .query(UUID.class)
            .list());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private static ImportJob job(ResultSet row, int number) throws SQLException {
    Map<String, Long> reasons = JSON.readValue(row.getString("reasons"), REASONS);
    return new ImportJob(
        row.getObject("id", UUID.class),
        State.valueOf(row.getString("state")),
        Objects.requireNonNull(ImportFormat.of(row.getString("format"))),
        row.getString("note"),
        row.getString("created_by"),
        Objects.requireNonNull(instant(row, "created_at")),
        instant(row, "started_at"),
        instant(row, "finished_at"),
        row.getLong("size"),
        HexFormat.of().formatHex(row.getBytes("sha256")),
        new Done(
            row.getLong("position"),
            row.getLong("read_bytes"),
            row.getLong("line"),
            row.getLong("accepted"),
            row.getLong("rejected"),
            reasons),
        Duration.ofMillis(row.getLong("busy_ms")),
        row.getString("trouble"));
  }
}
