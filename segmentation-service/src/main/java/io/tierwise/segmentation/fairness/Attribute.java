package io.tierwise.segmentation.fairness;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What customers can be grouped by. Who has several values is in the group of their combination.
 */
public enum Attribute {
  COUNTRY("country"),
  DEVICE("device"),
  CHANNEL("channel"),
  /** Of most interest. */
  CATEGORY("category"),
  /** Of most interest. */
  PRICE_BAND("price-band");

  private final String key;

  Attribute(String key) {
    this.key = key;
  }

  /** Its name in requests and answers. */
  public String key() {
    return key;
  }

  public static Optional<Attribute> ofKey(String key) {
    return Arrays.stream(values()).filter(attribute -> attribute.key.equals(key)).findFirst();
  }

  public static List<String> keys() {
    return Arrays.stream(values()).map(Attribute::key).toList();
  }
}
