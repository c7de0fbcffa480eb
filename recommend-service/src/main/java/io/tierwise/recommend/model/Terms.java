package io.tierwise.recommend.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts the text of an item into words that mean the same however they are written. */
@FunctionalInterface
public interface Terms {
  /** What is kept of a long text at most: about a kilobyte an item, whatever its shop writes. */
  int MAX_DIGEST_WORDS = 32;

  /** The rest of a text is not read. */
  int MAX_READ = 4_000;

  /** A longer word is no word. */
  int MAX_WORD = 40;

  List<String> of(String text);

  /**
   * The words of a long text in place of it: each once, the most frequent first, of equal ones
   * those that come first, at most {@value #MAX_DIGEST_WORDS} of them, with blanks between.
   */
  default String digest(String text) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String word : of(text.length() > MAX_READ ? text.substring(0, MAX_READ) : text)) {
      if (word.length() <= MAX_WORD && word.indexOf(' ') < 0 && word.indexOf('\0') < 0) {
        counts.merge(word, 1, Integer::sum);
      }
    }
    List<Map.Entry<String, Integer>> words = new ArrayList<>(counts.entrySet());
    words.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
    return String.join(" ", words.stream().limit(MAX_DIGEST_WORDS).map(Map.Entry::getKey).toList());
  }
}
