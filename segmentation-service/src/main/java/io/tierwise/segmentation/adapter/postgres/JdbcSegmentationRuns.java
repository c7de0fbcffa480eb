package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.run.Lease;
import io.tierwise.segmentation.run.PlacedCustomers;
import io.tierwise.segmentation.run.RunAssessment;
import io.tierwise.segmentation.run.RunComparisons;
import io.tierwise.segmentation.run.RunParameters;
import io.tierwise.segmentation.run.RunResult;
import io.tierwise.segmentation.run.RunState;
import io.tierwise.segmentation.run.SegmentationRun;
import io.tierwise.segmentation.run.SegmentationRuns;
import io.tierwise.segmentation.run.UnitOfWork;
import io.tierwise.segmentation.tier.TieringModel;
import io.tierwise.starter.job.LeasedJobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Runs as rows. Plain SQL rather than an entity: each transition is a guarded update whose count of
 * rows says who won.
 */
public final class JdbcSegmentationRuns implements SegmentationRuns {
  private final JdbcClient jdbc;
  private final LeasedJobs jobs;
  private final RunAssignmentCopy copy;
  private final UnitOfWork work;
  private final JdbcTierAssignments assignments;
  private final RunComparisons comparisons;

  public JdbcSegmentationRuns(
      JdbcClient jdbc,
      RunAssignmentCopy copy,
      UnitOfWork work,
      JdbcTierAssignments assignments,
      RunComparisons comparisons) {
    this.jdbc = jdbc;
    this.jobs = new LeasedJobs(jdbc, "segmentation_run");
    this.copy = copy;
    this.work = work;
    this.assignments = assignments;
    this.comparisons = comparisons;
  }

  @Override
  public Optional<SegmentationRun> create(
      RunParameters parameters, String codeVersion, String createdBy, Instant at, int maxQueued) {
    return jobs.create(StoredJson.write(parameters), codeVersion, createdBy, at, maxQueued)
        .flatMap(this::find);
  }

  @Override
  public Optional<SegmentationRun> find(UUID id) {
    return jdbc.sql(RunRows.SELECT + " where r.id = ?").param(id).query(RunRows::run).optional();
  }

  @Override
  public List<SegmentationRun> list(@Nullable UUID before, int limit) {
    return jdbc.sql(
            RunRows.SELECT + " where ?::uuid is null or r.id < ? order by r.id desc limit ?")
        .params(Arrays.asList(before, before, limit))
        .query(RunRows::run)
        .list();
  }

  @Override
  public Optional<SegmentationRun> claim(String owner, Instant at, Duration lease) {
    return jobs.claim(owner, at, lease).flatMap(this::find);
  }

  @Override
  public Lease hold(UUID id, String owner, Duration lease, Clock clock) {
    return jobs.hold(id, owner, lease, clock)::close;
  }

  @Override
  public boolean progress(
      UUID id, String owner, String stage, double progress, Instant leaseUntil) {
    return jobs.progress(id, owner, stage, progress, leaseUntil);
  }

  @Override
  public boolean complete(
      UUID id,
      String owner,
      RunResult result,
      TieringModel model,
      PlacedCustomers placed,
      Instant at) {
    return work.inLongTransaction(
        () -> {
          int mine =
              jdbc.sql(
                      """
                      update segmentation_run set state = 'DRAFT', stage = 'done', progress = 1,
                        finished_at = ?, result = ?::jsonb, model = ?::jsonb, lease_owner = null,
                        lease_until = null,
                        baseline = (select id from segmentation_run where state = 'PUBLISHED')
                      where id = ? and state = 'RUNNING' and lease_owner = ?
                      """)
                  .params(
                      Columns.timestamp(at),
                      StoredJson.write(result),
                      StoredJson.write(model),
                      id,
                      owner)
                  .update();
          if (mine == 1) {
            copy.store(id, placed);
            dropErased(id);
            assess(id);
          }
          return mine == 1;
        });
  }

  /** Who was erased while the run worked must not come back with its result. */
  private void dropErased(UUID id) {
    assignments.lockForPublication();
    jdbc.sql(
            """
            delete from run_assignment a where a.run_id = ?
              and not exists (select from customer_feature f where f.user_id = a.user_id)
            """)
        .param(id)
        .update();
  }

  private void assess(UUID id) {
    RunAssessment assessment =
        RunAssessment.of(publishedId().orElse(null), comparisons.fromCurrent(id));
    jdbc.sql("update segmentation_run set assessment = ?::jsonb where id = ?")
        .params(StoredJson.write(assessment), id)
        .update();
  }

  @Override
  public void timing(UUID id, String stage, Duration took) {
    jobs.timing(id, stage, took);
  }

  @Override
  public void fail(UUID id, String owner, String reason, Instant at) {
    jobs.end(id, owner, RunState.FAILED.name(), reason, at);
  }

  @Override
  public boolean cancel(UUID id, Instant at) {
    return jobs.cancel(id, at);
  }

  @Override
  public Optional<UUID> publishedId() {
    return jdbc.sql("select id from segmentation_run where state = 'PUBLISHED'")
        .query(UUID.class)
        .optional();
  }

  @Override
  public Optional<TieringModel> model(UUID id) {
    return jdbc.sql("select model from segmentation_run where id = ? and model is not null")
        .param(id)
        .query(String.class)
        .optional()
        .map(json -> StoredJson.read(json, TieringModel.class));
  }

  @Override
  public boolean publish(
      UUID id, RunState from, @Nullable UUID replaced, RunState becomes, Instant at) {
    if (replaced != null) {
      int superseded =
          jdbc.sql(
                  """
                  update segmentation_run set state = ?, superseded_at = ?
                  where id = ? and state = 'PUBLISHED'
                  """)
              .params(becomes.name(), Columns.timestamp(at), replaced)
              .update();
      if (superseded != 1) {
        return false;
      }
    }
    return jdbc.sql(
                """
                update segmentation_run set state = 'PUBLISHED', published_at = ?,
                  superseded_at = null
                where id = ? and state = ?
                """)
            .params(Columns.timestamp(at), id, from.name())
            .update()
        == 1;
  }

  @Override
  public Optional<UUID> previouslyPublished() {
    return jdbc.sql(
            """
            select id from segmentation_run where state = 'SUPERSEDED'
            order by published_at desc limit 1
            """)
        .query(UUID.class)
        .optional();
  }

  @Override
  public Optional<SegmentationRun> undecided() {
    return jdbc.sql(
            RunRows.SELECT
                + """
                 where r.state = 'DRAFT' and jsonb_typeof(r.parameters -> 'publish') = 'object'
                  and coalesce(jsonb_typeof(r.assessment -> 'decision'), 'null') = 'null'
                order by r.id limit 1
                """)
        .query(RunRows::run)
        .optional();
  }

  @Override
  public void decided(UUID id, RunAssessment.Decision decision) {
    jdbc.sql(
            """
            update segmentation_run
            set assessment = jsonb_set(assessment, '{decision}', ?::jsonb) where id = ?
            """)
        .params(StoredJson.write(decision), id)
        .update();
  }

  @Override
  public boolean archiveOldest(int keep) {
    Optional<UUID> archived =
        jdbc.sql(
                """
                update segmentation_run set state = 'ARCHIVED', model = null
                where id = (
                  select id from segmentation_run
                  where state in ('DRAFT', 'SUPERSEDED', 'ROLLED_BACK')
                    and id is distinct from ?
                    and id not in (
                      select id from segmentation_run
                      where state in ('DRAFT', 'PUBLISHED', 'SUPERSEDED', 'ROLLED_BACK')
                      order by id desc limit ?)
                  order by id limit 1)
                returning id
                """)
            .params(Arrays.asList(previouslyPublished().orElse(null), keep))
            .query(UUID.class)
            .optional();
    archived.ifPresent(
        id -> jdbc.sql("delete from run_assignment where run_id = ?").param(id).update());
    return archived.isPresent();
  }

  @Override
  public void published(UUID id, long changed) {
    jdbc.sql("update segmentation_run set changed = ? where id = ?").params(changed, id).update();
  }
}
