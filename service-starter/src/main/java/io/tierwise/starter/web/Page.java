package io.tierwise.starter.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param nextCursor null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * From up to {@code limit + 1} rows: the extra one only tells that there is a further page.
   *
   * @param position what identifies the last row of a page, encoded into its cursor
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> position) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(items, Cursor.encode(position.apply(items.getLast())));
  }

  public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
    return new Page<>(items.stream().<R>map(mapping).toList(), nextCursor);
  }
}
