package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.run.UnitOfWork;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions of Spring. */
public final class SpringTransactions implements UnitOfWork {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration LONG_LIMIT = Duration.ofMinutes(10);

  private final TransactionTemplate transactions;
  private final TransactionTemplate longTransactions;

  public SpringTransactions(PlatformTransactionManager manager) {
    this.transactions = limited(manager, LIMIT);
    this.longTransactions = limited(manager, LONG_LIMIT);
  }

  private static TransactionTemplate limited(PlatformTransactionManager manager, Duration limit) {
    TransactionTemplate template = new TransactionTemplate(manager);
    template.setTimeout((int) limit.toSeconds());
    return template;
  }

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(status -> work.get()));
  }

  @Override
  public <T> T inLongTransaction(Supplier<T> work) {
    return Objects.requireNonNull(longTransactions.execute(status -> work.get()));
  }
}
