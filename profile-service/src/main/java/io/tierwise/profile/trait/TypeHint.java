package io.tierwise.profile.trait;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a value looks like; of text by its form. */
public enum TypeHint {
  BOOLEAN,
  NUMBER,
  DATE,
  INSTANT,
  EMAIL,
  URL,
  STRING,
  LIST,
  OBJECT;

  private static final Pattern A_DATE = Pattern.compile("\\d{4}-(0\\d|1[0-2])-([0-2]\\d|3[01])");
  private static final Pattern A_TIME =
      Pattern.compile(
          A_DATE.pattern() + "[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:?\\d{2})?");
  private static final Pattern AN_EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");
  private static final Pattern A_URL = Pattern.compile("https?://\\S+");
  private static final Pattern A_NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,9})?");
  private static final int LONGEST = 300;

  public static TypeHint of(Object value) {
    return switch (value) {
      case Boolean _ -> BOOLEAN;
      case Number _ -> NUMBER;
      case List<?> _ -> LIST;
      case Map<?, ?> _ -> OBJECT;
      default -> ofText(value.toString());
    };
  }

  private static TypeHint ofText(String text) {
    if (text.length() > LONGEST) {
      return STRING;
    }
    if (text.equals("true") || text.equals("false")) {
      return BOOLEAN;
    }
    if (A_DATE.matcher(text).matches()) {
      return DATE;
    }
    if (A_TIME.matcher(text).matches()) {
      return INSTANT;
    }
    if (AN_EMAIL.matcher(text).matches()) {
      return EMAIL;
    }
    if (A_URL.matcher(text).matches()) {
      return URL;
    }
    return A_NUMBER.matcher(text).matches() && !hasLeadingZero(text) ? NUMBER : STRING;
  }

  /** Such as of a telephone number or a postal code, which are no numbers. */
  private static boolean hasLeadingZero(String text) {
    return text.length() > 1 && text.charAt(0) == '0' && text.charAt(1) != '.';
  }
}
