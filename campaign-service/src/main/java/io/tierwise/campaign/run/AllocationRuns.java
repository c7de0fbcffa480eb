package io.tierwise.campaign.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Port: the allocation jobs, leased so that any instance may run them and a crash hands them on.
 */
public interface AllocationRuns {
  AllocationRun submit(String id, AllocationRequest request, Instant now);

  int queued();

  Optional<AllocationRun> find(String id);

  /** Newest first. */
  List<AllocationRun> list(@Nullable String before, int limit);

  /** The oldest job that nobody works on, leased to the caller. */
  Optional<AllocationRun> claim(Instant now);

  /** Tells how far it is, and renews the lease. */
  void progress(String id, double progress, Instant now);

  void fail(String id, String reason, Instant now);

  void finishDryRun(String id, AllocationResult result, Instant now);

  /**
   * Commits contacts, spend, experiment arms, prices and the result in one transaction. Contacts
   * that budgets no longer allow, because decisions have spent meanwhile, are left out, the last of
   * the draft first.
   *
   * @param result made of the contacts that were kept
   * @return empty if the run was finished already
   */
  Optional<AllocationResult> finish(
      String id,
      AllocationDraft draft,
      Function<List<PlannedContact>, AllocationResult> result,
      Instant now);
}
