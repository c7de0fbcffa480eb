package io.tierwise.recommend.model;

import java.util.Arrays;

/** Which row of a model stands for which item number, and back. */
final class ItemNumbers {
  private final int[] itemOfRow;
  private final int[] rowOfItem;

  /** Row r stands for item {@code itemOfRow[r]}. */
  ItemNumbers(int[] itemOfRow) {
    this.itemOfRow = itemOfRow;
    this.rowOfItem = new int[Arrays.stream(itemOfRow).max().orElse(-1) + 1];
    Arrays.fill(rowOfItem, -1);
    for (int row = 0; row < itemOfRow.length; row++) {
      rowOfItem[itemOfRow[row]] = row;
    }
  }

  /** Row r stands for item r. */
  static ItemNumbers plain(int rows) {
    int[] same = new int[rows];
    Arrays.setAll(same, row -> row);
    return new ItemNumbers(same);
  }

  int rows() {
    return itemOfRow.length;
  }

  int item(int row) {
    return itemOfRow[row];
  }

  /** -1 where the model does not know the item, as of a negative number. */
  int row(int item) {
    return item >= 0 && item < rowOfItem.length ? rowOfItem[item] : -1;
  }

  ItemNumbers renumbered(int[] numbers) {
    return new ItemNumbers(Arrays.stream(itemOfRow).map(item -> numbers[item]).toArray());
  }
}
