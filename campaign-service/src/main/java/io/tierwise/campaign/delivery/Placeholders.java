package io.tierwise.campaign.delivery;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with places to fill: {@code {{name}}}, or {@code {{name|what stands there without a
 * value}}}.
 */
public record Placeholders(String text) {
  private static final Pattern PLACE =
      Pattern.compile("\\{\\{\\s*([A-Za-z][A-Za-z0-9_.-]*)\\s*(?:\\|([^{}]*))?\\}\\}");

  /**
   * @param name null if the braces hold no name
   * @param line 1 for the first
   */
  public record Place(@Nullable String name, int line, String words) {}

  /** All of them, and double braces that are none. */
  public List<Place> places() {
    List<Place> places = new ArrayList<>();
    Matcher matcher = PLACE.matcher(text);
    int at = 0;
    while (matcher.find()) {
      strays(at, matcher.start(), places);
      places.add(new Place(matcher.group(1), line(matcher.start()), matcher.group()));
      at = matcher.end();
    }
    strays(at, text.length(), places);
    return places;
  }

  private void strays(int from, int to, List<Place> places) {
    for (int i = text.indexOf("{{", from); i >= 0 && i < to; i = text.indexOf("{{", i + 2)) {
      String words = text.substring(i, Math.min(Math.min(i + 20, to), text.length()));
      places.add(new Place(null, line(i), words));
    }
  }

  private int line(int position) {
    return 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
  }

  /**
   * @param value of a name; null if there is none
   * @param missing gets the names that have neither a value nor something to stand there instead
   */
  String fill(
      Function<String, @Nullable String> value, UnaryOperator<String> escape, Set<String> missing) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(escape.apply(filled(place, value, missing))));
  }

  private static String filled(
      MatchResult place, Function<String, @Nullable String> value, Set<String> missing) {
    String given = value.apply(place.group(1));
    if (given != null && !given.isBlank()) {
      return given;
    }
    String instead = place.group(2);
    if (instead == null) {
      missing.add(place.group(1));
      return "";
    }
    return instead.strip();
  }

  /** So that no value can be read as markup, in text or in an attribute. */
  static String escapeHtml(String value) {
    StringBuilder escaped = new StringBuilder(value.length() + 16);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  static Set<String> names() {
    return new LinkedHashSet<>();
  }
}
