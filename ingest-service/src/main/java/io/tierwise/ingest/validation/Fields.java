package io.tierwise.ingest.validation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object that is being read. What is taken leaves the map, so that the rest is what nobody
 * asked for; what is taken and wrong becomes a finding and reads as absent. JSON null is absent.
 */
final class Fields {
  static final int MAX_ID = 256;
  private static final int MAX_DECIMAL = 60;

  private static final int NOWHERE = -1;

  private final Map<String, Object> values;
  private final @Nullable Fields parent;
  private final String name;
  private final int index;
  private final Findings findings;

  /** The fields of an event. */
  Fields(Map<String, Object> values, Findings findings) {
    this(values, null, "", NOWHERE, findings);
  }

  private Fields(
      Map<String, Object> values,
      @Nullable Fields parent,
      String name,
      int index,
      Findings findings) {
    this.values = values;
    this.parent = parent;
    this.name = name;
    this.index = index;
    this.findings = findings;
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  /** The first of the names that has a value, else the first name. */
  String nameOf(String name, String... aliases) {
    if (!has(name)) {
      for (String alias : aliases) {
        if (has(alias)) {
          return alias;
        }
      }
    }
    return name;
  }

  void reject(String name, ReasonCode code, String message) {
    findings.add(pathOf(name), code, message);
  }

  void require(String name) {
    if (!has(name)) {
      reject(name, ReasonCode.MISSING, "is required");
    }
  }

  /** Text or a whole number; not blank, at most 256 characters, none of them a control. */
  @Nullable String id(String name) {
    return id(name, MAX_ID);
  }

  @Nullable String id(String name, int max) {
    Object value = values.remove(name);
    String id =
        switch (value) {
          case String s -> s;
          case Long n -> n.toString();
          case BigInteger n -> n.toString();
          case null -> null;
          default -> wrongType(name, "text or a whole number", value);
        };
    return id == null ? null : checkedLine(name, id, max);
  }

  /** Like an id, but any number will do, and blank is absent: names, brands, campaign labels. */
  @Nullable String label(String name, int max) {
    String label = text(name, max);
    return label == null || label.isBlank() ? null : withoutControls(name, label);
  }

  /** Text that may have several lines. */
  @Nullable String text(String name, int max) {
    Object value = values.remove(name);
    String text =
        switch (value) {
          case String s -> s;
          case BigDecimal n -> n.toPlainString();
          case Number n -> n.toString();
          case null -> null;
          default -> wrongType(name, "text", value);
        };
    return text == null ? null : withinLength(name, text, max);
  }

  /** Text that must be there and have a meaning: the name of an event. */
  @Nullable String name(String name, int max) {
    Object value = values.remove(name);
    return switch (value) {
      case String s -> checkedLine(name, s, max);
      case null -> null;
      default -> wrongType(name, "text", value);
    };
  }

  /** A number, or text that is one; not converted to floating point. */
  @Nullable BigDecimal decimal(String name) {
    Object value = values.remove(name);
    return switch (value) {
      case BigDecimal d -> d;
      case Long n -> BigDecimal.valueOf(n);
      case BigInteger n -> new BigDecimal(n);
      case String s -> parsed(name, s);
      case null -> null;
      default -> {
        wrongType(name, "a number", value);
        yield null;
      }
    };
  }

  /** The exponent is bounded: arithmetic on one of nine digits would fill the memory. */
  private @Nullable BigDecimal parsed(String name, String text) {
    if (text.length() <= MAX_DECIMAL) {
      try {
        BigDecimal decimal = new BigDecimal(text);
        if (Math.abs((long) decimal.scale()) <= JsonTree.MAX_EXPONENT) {
          return decimal;
        }
      } catch (NumberFormatException e) {
        // Said below, as for text that is too long to be tried.
      }
    }
    reject(name, ReasonCode.NOT_A_NUMBER, Quoted.of(text) + " is not a number");
    return null;
  }

  boolean flag(String name, boolean otherwise) {
    Object value = values.remove(name);
    return switch (value) {
      case Boolean b -> b;
      case null -> otherwise;
      default -> {
        wrongType(name, "true or false", value);
        yield otherwise;
      }
    };
  }

  /** An object, empty where there is none. */
  Fields object(String name) {
    return object(name, map(name));
  }

  /** That object under that name. */
  Fields object(String name, Map<String, Object> values) {
    return new Fields(values, this, name, NOWHERE, findings);
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> map(String name) {
    Object value = values.remove(name);
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    if (value != null) {
      wrongType(name, "an object", value);
    }
    return new FewFields();
  }

  /** The objects of an array, empty where there is none. */
  @SuppressWarnings("unchecked")
  List<Fields> objects(String name) {
    Object value = values.remove(name);
    if (value == null) {
      return List.of();
    }
    List<Fields> objects = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof Map<?, ?> map) {
          objects.add(new Fields((Map<String, Object>) map, this, name, i, findings));
        } else {
          findings.add(
              pathOf(name) + "[" + i + "]",
              ReasonCode.WRONG_TYPE,
              "must be an object, not " + typeOf(list.get(i)));
        }
      }
    } else {
      wrongType(name, "an array", value);
    }
    return objects;
  }

  /** Whatever is there, unchecked. */
  @Nullable Object any(String name) {
    return values.remove(name);
  }

  /** Puts back under its name what is to travel on unmapped. */
  void keep(String name, Object value) {
    values.put(name, value);
  }

  /** What was not taken. */
  Map<String, Object> rest() {
    return values;
  }

  String pathOf(String name) {
    String path = path();
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Put together when it is asked for, which for a good event is never. */
  private String path() {
    if (parent == null) {
      return name;
    }
    return index == NOWHERE ? parent.pathOf(name) : parent.pathOf(name) + "[" + index + "]";
  }

  static String typeOf(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String _ -> "text";
      case Number _ -> "a number";
      case Boolean _ -> "a boolean";
      case List<?> _ -> "an array";
      default -> "an object";
    };
  }

  private @Nullable String checkedLine(String name, String text, int max) {
    if (text.isBlank()) {
      reject(name, ReasonCode.EMPTY, "must not be blank");
      return null;
    }
    String bounded = withinLength(name, text, max);
    return bounded == null ? null : withoutControls(name, bounded);
  }

  private @Nullable String withinLength(String name, String text, int max) {
    if (text.length() > max) {
      reject(name, ReasonCode.TOO_LONG, text.length() + " characters; at most " + max);
      return null;
    }
    return text;
  }

  private @Nullable String withoutControls(String name, String text) {
    if (values instanceof FewFields) {
      return text; // whoever read them has left texts with controls to others
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        reject(
            name,
            ReasonCode.CONTROL_CHARACTER,
            Quoted.of(text) + " has a control character at position " + i);
        return null;
      }
    }
    return text;
  }

  private @Nullable String wrongType(String name, String wanted, Object value) {
    reject(name, ReasonCode.WRONG_TYPE, "must be " + wanted + ", not " + typeOf(value));
    return null;
  }
}
