package io.tierwise.segmentation.tier;

import io.tierwise.segmentation.clustering.AdjustedRandIndex;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who moves from which tier to which.
 *
 * @param cells only those with at least one customer
 */
public record MigrationMatrix(List<Cell> cells) {
  /**
   * @param from null for those who had no tier: new, or prospects until now
   * @param to null for those who have none any more
   * @param revenue net revenue of these customers
   */
  public record Cell(
      @Nullable ValueTier from, @Nullable ValueTier to, long customers, BigDecimal revenue) {
    boolean isMove() {
      return !Objects.equals(name(from), name(to));
    }

    boolean isUp() {
      return from != null && to != null && isMove() && to.rank() < from.rank();
    }

    boolean isDown() {
      return from != null && to != null && isMove() && to.rank() > from.rank();
    }
  }

  public MigrationMatrix {
    cells = List.copyOf(cells);
  }

  public long customers() {
    return count(cell -> true);
  }

  public long movers() {
    return count(Cell::isMove);
  }

  public long promoted() {
    return count(Cell::isUp);
  }

  public long demoted() {
    return count(Cell::isDown);
  }

  /** Those who get a tier and had none. */
  public long entering() {
    return count(cell -> cell.from() == null && cell.to() != null);
  }

  /** Those who had a tier and get none. */
  public long leaving() {
    return count(cell -> cell.from() != null && cell.to() == null);
  }

  /** Net revenue of all customers who would be treated differently. */
  public BigDecimal revenueAtStake() {
    return revenue(Cell::isMove);
  }

  public BigDecimal revenueOfDemoted() {
    return revenue(Cell::isDown);
  }

  /** Agreement of the two tierings on those who have a tier in both. */
  public double adjustedRandIndex() {
    List<Cell> both =
        cells.stream().filter(cell -> cell.from() != null && cell.to() != null).toList();
    List<String> rows = names(both.stream().map(Cell::from));
    List<String> columns = names(both.stream().map(Cell::to));
    long[][] contingency = new long[rows.size()][columns.size()];
    for (Cell cell : both) {
      contingency[rows.indexOf(name(cell.from()))][columns.indexOf(name(cell.to()))] +=
          cell.customers();
    }
    return AdjustedRandIndex.of(contingency);
  }

  private long count(Predicate<Cell> which) {
    return cells.stream().filter(which).mapToLong(Cell::customers).sum();
  }

  private BigDecimal revenue(Predicate<Cell> which) {
    return cells.stream().filter(which).map(Cell::revenue).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<String> names(Stream<@Nullable ValueTier> tiers) {
    return new ArrayList<>(tiers.map(MigrationMatrix::name).distinct().toList());
  }

  private static String name(@Nullable ValueTier tier) {
    return Optional.ofNullable(tier).map(ValueTier::name).orElse("");
  }
}
