package io.tierwise.segmentation.value;

import io.tierwise.segmentation.clv.ClvModel;
import io.tierwise.segmentation.clv.CustomerValue;
import io.tierwise.segmentation.clv.FitVerdict;
import io.tierwise.segmentation.clv.FrequencyTable;
import io.tierwise.segmentation.clv.PurchaseFit;
import io.tierwise.segmentation.clv.PurchaseKind;
import io.tierwise.segmentation.clv.SpendFit;
import io.tierwise.segmentation.clv.SpendModel;
import io.tierwise.segmentation.clv.ValueTable;
import io.tierwise.segmentation.run.Lease;
import io.tierwise.segmentation.run.TierAssignments;
import io.tierwise.segmentation.run.UnitOfWork;
import io.tierwise.segmentation.run.WorkSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out queued fits, one at a time, from reading the histories to everybody's value. A fit
 * that cannot be trusted is refused, and the one before stays live.
 */
public final class FitClv {
  private final ClvFits fits;
  private final CustomerValues values;
  private final TierAssignments assignments;
  private final UnitOfWork work;
  private final WorkSignal signal;
  private final String owner;
  private final Duration lease;
  private final Clock clock;

  public FitClv(
      ClvFits fits,
      CustomerValues values,
      TierAssignments assignments,
      UnitOfWork work,
      WorkSignal signal,
      String owner,
      Duration lease,
      Clock clock) {
    this.fits = fits;
    this.values = values;
    this.assignments = assignments;
    this.work = work;
    this.signal = signal;
    this.owner = owner;
    this.lease = lease;
    this.clock = clock;
  }

  /**
   * @return whether there was a fit to carry out
   */
  public boolean fitNext() {
    Optional<ClvFit> claimed = fits.claim(owner, clock.instant(), lease);
    claimed.ifPresent(this::carryOut);
    return claimed.isPresent();
  }

  private void carryOut(ClvFit fit) {
    try (Lease held = fits.hold(fit.id(), owner, lease, clock)) {
      fit(fit);
    } catch (FitInterrupted e) {
      // Another instance has it now.
    } catch (IllegalArgumentException refused) {
      end(fit, ClvState.FAILED, String.valueOf(refused.getMessage()));
    } catch (RuntimeException fault) {
      end(fit, ClvState.FAILED, "Unexpected: " + fault);
      throw fault;
    }
  }

  private void fit(ClvFit fit) {
    Instant readAt = clock.instant();
    BulkHistories read = stage(fit, "read", 0.05, () -> values.read(readAt));
    FrequencyTable groups = stage(fit, "group", 0.2, () -> read.histories().frequencies());
    List<PurchaseFit> candidates = stage(fit, "fit", 0.3, () -> candidates(fit, groups));
    SpendFit spend = stage(fit, "spend", 0.5, () -> SpendFit.of(read.histories().spend()));
    Optional<PurchaseFit> chosen =
        candidates.stream().filter(c -> c.verdict() == FitVerdict.CONVERGED).findFirst();
    SpendModel spendModel = spend.verdict() == FitVerdict.CONVERGED ? spend.model() : null;
    if (chosen.isEmpty() || spendModel == null) {
      fits.result(fit.id(), result(read, readAt, candidates, null, spend, null));
      end(fit, ClvState.REFUSED, reason(candidates, spend));
      return;
    }
    ClvModel model = new ClvModel(chosen.get().model(), spendModel);
    LiveClv live = new LiveClv(fit.id(), read.dataCut(), fit.parameters().horizon(), model);
    ValueTable table =
        stage(
            fit,
            "value",
            0.6,
            () -> new ValueTable(model, read.histories(), groups, live.horizon()));
    PurchaseKind kind = chosen.get().model().kind();
    stage(
        fit,
        "store",
        0.7,
        () -> {
          work.inLongTransaction(
              () -> {
                assignments.lockForPublication();
                if (!fits.goLive(fit.id(), owner, live, clock.instant())) {
                  throw new FitInterrupted();
                }
                long changed = values.replace(live, read, table);
                ClvResult.Totals totals = totals(table, changed);
                fits.result(fit.id(), result(read, readAt, candidates, kind, spend, totals));
                return changed;
              });
          return true;
        });
    signal.assignmentsWaiting();
  }

  private static List<PurchaseFit> candidates(ClvFit fit, FrequencyTable groups) {
    PurchaseKind asked = fit.parameters().model();
    return Arrays.stream(PurchaseKind.values())
        .filter(kind -> asked == null || kind == asked)
        .map(kind -> PurchaseFit.of(kind, groups))
        .sorted(Comparator.comparingDouble(c -> -c.logLikelihood()))
        .toList();
  }

  private static String reason(List<PurchaseFit> candidates, SpendFit spend) {
    if (spend.verdict() != FitVerdict.CONVERGED) {
      return "Spend: " + spend.verdict().meaning();
    }
    PurchaseFit best = candidates.getFirst();
    return "Purchases (" + best.model().kind().key() + "): " + best.verdict().meaning();
  }

  private static ClvResult result(
      BulkHistories read,
      Instant readAt,
      List<PurchaseFit> candidates,
      @Nullable PurchaseKind chosen,
      SpendFit spend,
      ClvResult.@Nullable Totals totals) {
    return new ClvResult(
        read.dataCut(),
        readAt,
        read.size(),
        read.withoutHistory(),
        candidates,
        chosen,
        spend,
        totals);
  }

  private static ClvResult.Totals totals(ValueTable table, long changed) {
    double alive = 0;
    double orders = 0;
    double value = 0;
    for (int i = 0; i < table.size(); i++) {
      CustomerValue one = table.of(i);
      alive += one.aliveProbability();
      orders += one.orders();
      value += one.value();
    }
    return new ClvResult.Totals(alive, orders, value, changed);
  }

  private void end(ClvFit fit, ClvState state, String reason) {
    fits.end(fit.id(), owner, state, reason, clock.instant());
  }

  private <T> T stage(ClvFit fit, String name, double progress, Supplier<T> task) {
    UUID id = fit.id();
    if (!fits.progress(id, owner, name, progress, clock.instant().plus(lease))) {
      throw new FitInterrupted();
    }
    Instant from = clock.instant();
    T done = task.get();
    fits.timing(id, name, Duration.between(from, clock.instant()));
    return done;
  }
}
