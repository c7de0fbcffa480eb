package io.tierwise.recommend.model;

import java.util.List;

/** Cuts the text of an item into words that mean the same however they are written. */
@FunctionalInterface
public interface Terms {
  List<String> of(String text);
}
