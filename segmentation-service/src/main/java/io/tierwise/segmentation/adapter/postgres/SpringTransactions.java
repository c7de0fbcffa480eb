package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.run.UnitOfWork;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions of Spring. */
public final class SpringTransactions implements UnitOfWork {
  private static final int TIMEOUT_SECONDS = 60;
  private final TransactionTemplate transactions;

  public SpringTransactions(PlatformTransactionManager manager) {
    this.transactions = new TransactionTemplate(manager);
    this.transactions.setTimeout(TIMEOUT_SECONDS);
  }

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(status -> work.get()));
  }
}
