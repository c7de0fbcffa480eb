package io.tierwise.simulator;

import org.jspecify.annotations.Nullable;

/**
 * Writes JSON to a string builder, commas and escapes included; fields that are null are left out.
 */
final class JsonText {
  private final StringBuilder out;
  private boolean first = true;

  JsonText(StringBuilder out) {
    this.out = out;
  }

  JsonText open(char bracket) {
    separate();
    out.append(bracket);
    first = true;
    return this;
  }

  JsonText open(String name, char bracket) {
    name(name);
    out.append(bracket);
    first = true;
    return this;
  }

  JsonText close(char bracket) {
    out.append(bracket);
    first = false;
    return this;
  }

  JsonText field(String name, @Nullable String value) {
    if (value != null) {
      name(name);
      quote(value);
    }
    return this;
  }

  JsonText field(String name, boolean value) {
    name(name);
    out.append(value);
    return this;
  }

  JsonText field(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  /** An amount of pence as a decimal number of pounds. */
  JsonText pounds(String name, long pence) {
    name(name);
    out.append(pence / 100).append('.');
    long rest = pence % 100;
    if (rest < 10) {
      out.append('0');
    }
    out.append(rest);
    return this;
  }

  JsonText value(String value) {
    separate();
    quote(value);
    return this;
  }

  private void name(String name) {
    separate();
    out.append('"').append(name).append("\":");
  }

  private void separate() {
    if (!first) {
      out.append(',');
    }
    first = false;
  }

  private void quote(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
