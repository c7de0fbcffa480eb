package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.audience.Members;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads members row by row; only the features that conditions ask for leave the database. */
public final class JdbcMembers implements Members {
  private static final int FETCH = 2_000;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate readOnly;
  private final Clock clock;

  public JdbcMembers(DataSource dataSource, TransactionTemplate readOnly, Clock clock) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.jdbc.setFetchSize(FETCH);
    this.readOnly = readOnly;
    this.clock = clock;
  }

  @Override
  public void forEach(Collection<Feature> features, Consumer<Member> visitor) {
    MemberQuery query = new MemberQuery(List.copyOf(features), clock.instant());
    // The driver streams only within a transaction.
    readOnly.executeWithoutResult(
        _ ->
            jdbc.query(
                query.sql("") + " order by p.user_id",
                row -> {
                  visitor.accept(query.member(row));
                },
                query.arguments.toArray()));
  }

  @Override
  public Optional<Member> find(String userId, Collection<Feature> features) {
    MemberQuery query = new MemberQuery(List.copyOf(features), clock.instant());
    String sql = query.sql(" where p.user_id = " + JdbcPersons.PERSON);
    query.arguments.addAll(List.of(userId, userId));
    return jdbc.query(sql, (row, _) -> query.member(row), query.arguments.toArray()).stream()
        .findFirst();
  }

  @Override
  public List<Member> findAll(Collection<String> userIds, Collection<Feature> features) {
    MemberQuery query = new MemberQuery(List.copyOf(features), clock.instant());
    String sql = query.sql(" where p.user_id = any(?)");
    query.arguments.add(userIds.stream().sorted().toArray(String[]::new));
    return jdbc.query(sql, (row, _) -> query.member(row), query.arguments.toArray());
  }

  @Override
  public double meanOrderValue() {
    Double mean =
        jdbc.queryForObject(
            "select coalesce((sum(net_revenue) / nullif(sum(orders), 0))::float8, 0)"
                + " from member_profile where orders > 0",
            Double.class);
    return mean == null ? 0 : mean;
  }
}
