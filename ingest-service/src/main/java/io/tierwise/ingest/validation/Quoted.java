package io.tierwise.ingest.validation;

import java.util.HexFormat;

/** A client's text made fit for a message or a log line: short, on one line, nothing hidden. */
public final class Quoted {
  private static final int MAX = 60;

  public static String of(String text) {
    return "'" + plain(text, MAX) + "'";
  }

  /** Without quotes, at most {@code max} characters of it. */
  public static String plain(String text, int max) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length() && i < max; i++) {
      char c = text.charAt(i);
      if (isVisible(c)) {
        plain.append(c);
      } else {
        plain.append("\\u").append(HexFormat.of().toHexDigits(c));
      }
    }
    return text.length() > max ? plain.append("...").toString() : plain.toString();
  }

  /** Line and paragraph separators, bidirectional controls and halves of pairs are not. */
  private static boolean isVisible(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private Quoted() {}
}
