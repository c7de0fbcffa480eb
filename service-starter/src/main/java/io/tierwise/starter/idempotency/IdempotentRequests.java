package io.tierwise.starter.idempotency;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers keyed requests for a day. */
public final class IdempotentRequests {
  /** A claim whose owner died is free again after this time. */
  private static final String ABANDONED = "interval '2 minutes'";

  private final JdbcClient jdbc;

  public IdempotentRequests(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What became of a claim. */
  public sealed interface Claim {
    record First() implements Claim {}

    record Running() implements Claim {}

    record Different() implements Claim {}

    record Done(Answer answer) implements Claim {}
  }

  @SuppressWarnings(
      "ArrayRecordComponent") // handed from the filter to the table and back, unchanged
  public record Answer(
      int status, @Nullable String location, @Nullable String contentType, byte[] body) {}

  Claim claim(String key, byte[] requestHash) {
    jdbc.sql(
            "delete from idempotent_request where created_at < now() - interval '1 day' or (idempotency_key = ? and status is null and created_at < now() - "
                + ABANDONED
                + ")")
        .param(key)
        .update();
    int inserted =
        jdbc.sql(
                "insert into idempotent_request (idempotency_key, request_hash) values (?, ?) on conflict do nothing")
            .params(key, requestHash)
            .update();
    if (inserted == 1) {
      return new Claim.First();
    }
    return jdbc.sql(
            "select request_hash, status, location, content_type, body from idempotent_request where idempotency_key = ?")
        .param(key)
        .query(
            (row, n) -> {
              if (!Arrays.equals(row.getBytes(1), requestHash)) {
                return (Claim) new Claim.Different();
              }
              if (row.getObject(2) == null) {
                return new Claim.Running();
              }
              return new Claim.Done(
                  new Answer(row.getInt(2), row.getString(3), row.getString(4), row.getBytes(5)));
            })
        .optional()
        .orElseGet(Claim.Running::new);
  }

  void keep(String key, Answer answer) {
    jdbc.sql(
            "update idempotent_request set status = ?, location = ?, content_type = ?, body = ? where idempotency_key = ?")
        .param(answer.status())
        .param(answer.location())
        .param(answer.contentType())
        .param(answer.body())
        .param(key)
        .update();
  }

  void release(String key) {
    jdbc.sql("delete from idempotent_request where idempotency_key = ? and status is null")
        .param(key)
        .update();
  }
}
