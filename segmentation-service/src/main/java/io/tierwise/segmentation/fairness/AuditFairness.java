package io.tierwise.segmentation.fairness;

import io.tierwise.segmentation.clustering.TieringEngine;
import io.tierwise.segmentation.run.Lease;
import io.tierwise.segmentation.run.RunDefaults;
import io.tierwise.segmentation.run.RunResult;
import io.tierwise.segmentation.run.SegmentationRun;
import io.tierwise.segmentation.run.SegmentationRuns;
import io.tierwise.segmentation.tier.TieringModel;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Carries out queued audits, one at a time. */
public final class AuditFairness {
  private final FairnessAudits audits;
  private final AuditedCustomers customers;
  private final SegmentationRuns runs;
  private final FairnessOfRun fairness;
  private final RunDefaults defaults;
  private final String owner;
  private final Clock clock;

  /**
   * @param owner name of this process, under which it holds audits
   */
  public AuditFairness(
      FairnessAudits audits,
      AuditedCustomers customers,
      SegmentationRuns runs,
      Map<String, TieringEngine> engines,
      RunDefaults defaults,
      String owner,
      Clock clock) {
    this.audits = audits;
    this.customers = customers;
    this.runs = runs;
    this.fairness = new FairnessOfRun(engines, defaults);
    this.defaults = defaults;
    this.owner = owner;
    this.clock = clock;
  }

  /**
   * @return empty if too many wait already
   */
  public Optional<FairnessAudit> ask(FairnessParameters parameters, String createdBy) {
    return audits.create(
        parameters, defaults.codeVersion(), createdBy, clock.instant(), defaults.maxQueued());
  }

  /**
   * @return whether there was an audit to carry out
   */
  public boolean auditNext() {
    Optional<FairnessAudit> claimed = audits.claim(owner, clock.instant(), defaults.lease());
    claimed.ifPresent(this::carryOut);
    return claimed.isPresent();
  }

  private void carryOut(FairnessAudit audit) {
    UUID id = audit.id();
    try (Lease held = audits.hold(id, owner, defaults.lease(), clock)) {
      audits.done(id, owner, result(audit.parameters()), clock.instant());
    } catch (IllegalArgumentException refused) {
      audits.fail(id, owner, String.valueOf(refused.getMessage()), clock.instant());
    } catch (RuntimeException fault) {
      audits.fail(id, owner, "Unexpected: " + fault, clock.instant());
      throw fault;
    }
  }

  private FairnessResult result(FairnessParameters parameters) {
    UUID id = parameters.runId();
    SegmentationRun run =
        runs.find(id).orElseThrow(() -> new IllegalArgumentException("There is no run " + id));
    TieringModel model =
        runs.model(id)
            .orElseThrow(() -> new IllegalArgumentException("Run " + id + " has no rule"));
    RunResult result = run.result();
    GroupedCustomers read =
        customers.read(
            parameters.attribute(),
            model.clusters().features(),
            model.asOf(),
            result != null && result.orderedBy() == RunResult.ValueBasis.LIFETIME_VALUE);
    return fairness.of(run.parameters(), model, read, parameters, clock.instant());
  }
}
