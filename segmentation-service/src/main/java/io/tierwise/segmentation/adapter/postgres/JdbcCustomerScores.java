package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.propensity.CustomerScores;
import io.tierwise.segmentation.propensity.LiveModel;
import io.tierwise.segmentation.propensity.LiveModel.Score;
import io.tierwise.segmentation.propensity.Target;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Scores as rows. */
public final class JdbcCustomerScores implements CustomerScores {
  /** Who is gone meanwhile gets none; what has not changed is not written. */
  private static final String STORE =
      """
      with fresh as (
        select * from unnest(?::text[], ?::date[], ?::float8[], ?::text[])
          as i(user_id, cut, probability, band)
        where exists (select from customer_feature f where f.user_id = i.user_id)
      ), moved as (
        select i.user_id from fresh i
        left join customer_propensity p on p.user_id = i.user_id and p.target = ?
        where p.band is distinct from i.band
      ), touching as (
        insert into touched (user_key)
        select user_id from fresh where exists (select from audience where churn)
      ), stored as (
        insert into customer_propensity (user_id, target, model_id, cut, probability, band)
        select user_id, ?, ?, cut, probability, band from fresh order by user_id
        on conflict (user_id, target) do update set model_id = excluded.model_id,
          cut = excluded.cut, probability = excluded.probability, band = excluded.band
      )
      insert into assignment_outbox (user_id)
      select m.user_id from moved m join tier_assignment a on a.user_id = m.user_id
      order by m.user_id
      """;

  private final JdbcClient jdbc;

  public JdbcCustomerScores(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Pass> lastPass(Target target) {
    return jdbc.sql("select model_id, cut from propensity_pass where target = ?")
        .param(target.name())
        .query(
            (row, _) ->
                new Pass(
                    row.getObject("model_id", UUID.class), row.getObject("cut", LocalDate.class)))
        .optional();
  }

  @Override
  public void store(LiveModel model, List<Score> scores) {
    if (scores.isEmpty()) {
      return;
    }
    String target = model.parameters().target().name();
    // Always in the same order, so that two polls that touch the same rows cannot deadlock.
    List<Score> sorted = scores.stream().sorted(Comparator.comparing(Score::userId)).toList();
    jdbc.sql(STORE)
        .params(
            Arrays.asList(
                Columns.texts(sorted, Score::userId),
                Columns.texts(sorted, Score::cut),
                Columns.texts(sorted, Score::probability),
                Columns.texts(sorted, Score::band),
                target,
                target,
                model.id()))
        .update();
  }

  @Override
  public void passed(LiveModel model, LocalDate cut) {
    String target = model.parameters().target().name();
    jdbc.sql(
            """
            delete from customer_propensity p where target = ? and (model_id <> ?
              or not exists (select from customer_feature f where f.user_id = p.user_id))
            """)
        .params(target, model.id())
        .update();
    jdbc.sql(
            """
            insert into propensity_pass (target, model_id, cut) values (?, ?, ?)
            on conflict (target) do update set model_id = excluded.model_id, cut = excluded.cut
            """)
        .params(target, model.id(), cut)
        .update();
    // Whoever tells the topic has a plan for the table as it was, perhaps empty.
    jdbc.sql("analyze customer_propensity, assignment_outbox").update();
  }

  @Override
  public void remove(Collection<String> userIds) {
    jdbc.sql("delete from customer_propensity where user_id = any(?::text[])")
        .params(Arrays.<Object>asList((Object) userIds.toArray(String[]::new)))
        .update();
  }
}
