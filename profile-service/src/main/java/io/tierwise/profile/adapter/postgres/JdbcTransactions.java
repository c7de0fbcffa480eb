package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.history.Transactions;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions at READ COMMITTED: what must not change is locked. */
final class JdbcTransactions implements Transactions {
  private final TransactionTemplate transaction;

  JdbcTransactions(TransactionTemplate transaction) {
    this.transaction = transaction;
  }

  @Override
  @SuppressWarnings("NullAway") // no supplier of ours returns null
  public <T> T inOne(Supplier<T> work) {
    try {
      return transaction.execute(status -> work.get());
    } catch (ConcurrentChange e) {
      throw e;
    } catch (PessimisticLockingFailureException e) {
      throw new ConcurrentChange("deadlock or lock timeout", e);
    } catch (DataIntegrityViolationException e) {
      throw new UnstorableData(String.valueOf(e.getMostSpecificCause().getMessage()), e);
    } catch (DataAccessException | TransactionException e) {
      throw e;
    } catch (RuntimeException e) {
      // No trouble of the database's: these values, in this code, will fail again.
      throw new UnstorableData(e.toString(), e);
    }
  }
}
