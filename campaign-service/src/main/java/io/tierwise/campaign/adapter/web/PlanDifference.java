package io.tierwise.campaign.adapter.web;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A field that two plans have otherwise.
 *
 * @param field as errors name it, such as {@code offers[0].costPerContact}
 * @param before null where there was none
 * @param after null where there is none
 */
record PlanDifference(String field, @Nullable Object before, @Nullable Object after) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static List<PlanDifference> between(PlanView before, PlanView after) {
    SortedMap<String, JsonNode> old = fields(before);
    SortedMap<String, JsonNode> now = fields(after);
    TreeSet<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    List<PlanDifference> differences = new ArrayList<>();
    for (String name : names) {
      JsonNode was = old.get(name);
      JsonNode is = now.get(name);
      if (was == null || !was.equals(is)) {
        differences.add(new PlanDifference(name, value(was), value(is)));
      }
    }
    return differences;
  }

  private static SortedMap<String, JsonNode> fields(PlanView plan) {
    SortedMap<String, JsonNode> fields = new TreeMap<>();
    collect("", JSON.valueToTree(plan), fields);
    return fields;
  }

  /** Down to texts, numbers and lists of them; a list of objects by position. */
  private static void collect(String name, JsonNode node, SortedMap<String, JsonNode> into) {
    if (node.isObject()) {
      node.propertyStream()
          .forEach(
              e ->
                  collect(
                      name.isEmpty() ? e.getKey() : name + "." + e.getKey(), e.getValue(), into));
    } else if (node.isArray() && node.size() > 0 && node.get(0).isObject()) {
      for (int i = 0; i < node.size(); i++) {
        collect(name + "[" + i + "]", node.get(i), into);
      }
    } else {
      into.put(name, node);
    }
  }

  private static @Nullable Object value(@Nullable JsonNode node) {
    return node == null || node.isNull() ? null : JSON.treeToValue(node, Object.class);
  }
}
