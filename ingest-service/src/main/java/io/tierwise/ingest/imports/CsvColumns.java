package io.tierwise.ingest.imports;

import io.tierwise.ingest.validation.Quoted;
import io.tierwise.starter.problem.FieldProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/**
 * The header of a CSV file: each column is a field of an event by its path, such as {@code
 * properties.order_id}. A cell is text, true or false, or, where it begins with a bracket, JSON;
 * numbers are read from text where one is wanted. An empty cell is no field.
 */
final class CsvColumns {
  private static final Set<String> PLAIN =
      Set.of(
          "type",
          "event",
          "userId",
          "anonymousId",
          "previousId",
          "groupId",
          "messageId",
          "timestamp",
          "originalTimestamp",
          "sentAt",
          "name",
          "category",
          "channel");
  private static final Set<String> NESTED = Set.of("properties", "traits", "context");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final List<String[]> paths;

  private CsvColumns(List<String[]> paths) {
    this.paths = paths;
  }

  /**
   * @throws UnreadableImport naming every column that is wrong
   */
  static CsvColumns of(List<String> header) throws UnreadableImport {
    List<String[]> paths = new ArrayList<>();
    List<FieldProblem> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      String name = column.strip();
      String[] path = name.split("\\.", -1);
      if (!isKnown(path)) {
        problems.add(
            new FieldProblem(
                Quoted.plain(name, 100),
                "unknown-column",
                "is no field of an event, such as userId, event or properties.order_id"));
      } else if (!seen.add(name)) {
        problems.add(new FieldProblem(name, "duplicate-field", "is there twice"));
      }
      paths.add(path);
    }
    for (String name : seen) {
      for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
        if (seen.contains(name.substring(0, dot))) {
          problems.add(
              new FieldProblem(name, "inconsistent", "is within " + name.substring(0, dot)));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new UnreadableImport("The header names no fields of an event", problems);
    }
    return new CsvColumns(paths);
  }

  private static boolean isKnown(String[] path) {
    for (String part : path) {
      if (part.isBlank()) {
        return false;
      }
    }
    return path.length == 1
        ? PLAIN.contains(path[0]) || NESTED.contains(path[0])
        : NESTED.contains(path[0]);
  }

  int count() {
    return paths.size();
  }

  String name(int column) {
    return String.join(".", paths.get(column));
  }

  /** A record with an event's name and no type is a track call. */
  byte[] json(List<String> cells) {
    Map<String, Object> event = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        put(event, paths.get(i), cells.get(i));
      }
    }
    if (event.containsKey("event")) {
      event.putIfAbsent("type", "track");
    }
    return JSON.writeValueAsBytes(event);
  }

  @SuppressWarnings("unchecked") // of() has made sure that no column is within another
  private static void put(Map<String, Object> event, String[] path, String cell) {
    Map<String, Object> object = event;
    for (int i = 0; i < path.length - 1; i++) {
      object = (Map<String, Object>) object.computeIfAbsent(path[i], _ -> new LinkedHashMap<>());
    }
    boolean free = NESTED.contains(path[0]);
    object.put(path[path.length - 1], free ? value(cell) : cell);
  }

  /** What is no JSON after all stays text: the validation says what is wrong with it. */
  private static Object value(String cell) {
    return switch (cell) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        if (cell.startsWith("{") || cell.startsWith("[")) {
          try {
            JSON.readTree(cell);
            yield new RawValue(cell);
          } catch (JacksonException e) {
            yield cell;
          }
        }
        yield cell;
      }
    };
  }
}
